package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the lease of a load that its caller runs by itself, and waits for nobody: who does not get it loads without
 * storing. Used by one call, one step at a time.
 *
 * @param <V> the type of the value
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class OpenCall<V extends @Nullable Object> {

    /** Each round replaces another kind of value that does not count: one that is stale, one that cannot be read. */
    private static final int MOST_ROUNDS = 3;

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final CallScope scope;
    private @Nullable Token unreadable;
    private @Nullable Token stale;
    private int rounds;

    OpenCall(ReadParts parts, CacheRegion<V> region, EntryKey key, Caller caller) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.key = key;
        this.scope = new CallScope(ports, caller, Duration.ZERO);
    }

    CompletionStage<Optional<OpenLoad<V>>> run() {
        if (!region.isEnabled() || scope.hasTouched(key) || parts.isPending(key)) {
            return none();
        }
        if (scope.fillRule() == FillRule.NEVER) {
            ports.listener().onFillRefused(region.name(), "open-transaction");
            return none();
        }
        return lease();
    }

    private CompletionStage<Optional<OpenLoad<V>>> lease() {
        if (++rounds > MOST_ROUNDS) {
            return none();
        }
        LeaseTerms terms =
                new LeaseTerms(region.settings().lease(), unreadable, stale, parts.tagClock(region, Tags.NONE));
        Flight<Loaded<V>> flight = parts.flights().secluded(ports.tokens().get());
        LeaseAsk<V> ask = new LeaseAsk<>(parts, key, flight, terms);
        return scope.askFor(ask, region, reply -> answered(reply, ask), this::none);
    }

    private CompletionStage<Optional<OpenLoad<V>>> answered(LeaseReply reply, LeaseAsk<V> ask) {
        if (reply instanceof LeaseReply.Granted) {
            return CompletableFuture.completedFuture(Optional.of(opened(ask)));
        }
        ask.refused();
        return reply instanceof LeaseReply.Hit hit ? found(hit) : none();
    }

    private OpenLoad<V> opened(LeaseAsk<V> ask) {
        Fill<V> fill = new Fill<>(ports, region, ask, Load.starting(region, CompletableFuture::new));
        return new OpenLoad<>(ports, region, scope, new LeasedLoad<>(parts, fill, ask, ask.renewed()));
    }

    /** The look-up took a stale value and one that cannot be read for none. Any other has come since, and stays. */
    private CompletionStage<Optional<OpenLoad<V>>> found(LeaseReply.Hit hit) {
        Token token = hit.entry().token();
        if (hit.freshness().isStale()) {
            stale = token;
            return lease();
        }
        if (parts.values()
                .decoded(region, new Lookup.Hit(hit.entry(), hit.freshness()))
                .isPresent()) {
            return none();
        }
        unreadable = token;
        return lease();
    }

    private CompletionStage<Optional<OpenLoad<V>>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
