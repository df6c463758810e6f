package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.ValueTooLargeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a leased load: the value is stored under the lease, or the lease is given back. The stages of the requests never
 * fail.
 *
 * @param <V> the type of the value
 */
final class Fill<V extends @Nullable Object> {

    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Token token;
    private final LeaseAsk<V> lease;
    private final Load<?> load;

    private Optional<Ttl> lifetime = Optional.empty();
    private Tagging tagging = Tagging.NONE;

    Fill(CachePorts ports, CacheRegion<V> region, LeaseAsk<V> lease, Load<?> load) {
        this.ports = ports;
        this.region = region;
        this.key = lease.key();
        this.token = lease.flight().token();
        this.lease = lease;
        this.load = load;
    }

    /** Decides whether and how the value is to be stored, and encodes it if so. Throws what the decisions throw. */
    Loaded<V> encode(V value) {
        lifetime = load.lifetime().apply(value);
        tagging = Tagging.of(lease.tagClock(), load.tags().of(value));
        return new Loaded<>(value, lifetime.isPresent() ? encoded(value) : null, tagging.clock());
    }

    /** Answers whether the store has said what became of the value. */
    CompletionStage<Boolean> store(V value, Payload payload, Duration loadTime, EntryStore way) {
        Entry entry = new Entry(token, payload, ports.scheduler().now(), loadTime, null)
                .withGrace(region.settings().grace())
                .withTags(tagging);
        Ttl ttl = lifetime.orElseThrow();
        Runnable keep = new NearFill<>(region, lease.ticket()).filling(value, entry, ttl);
        return sent("fill", () -> way.fill(key, entry, ttl).thenAccept(stored -> report(stored, payload.size(), keep)));
    }

    CompletionStage<Boolean> release(EntryStore way) {
        return ended(sent("release", () -> way.release(key, token)));
    }

    /** Gives the lease back after a failure, which nobody is to repeat at once while an older value is there. */
    CompletionStage<Boolean> releaseAfter(Throwable failure, EntryStore way) {
        Duration rest = region.reloadRules().restAfter(failure);
        return !lease.isReload() || rest.isZero()
                ? release(way)
                : ended(sent("release", () -> way.release(key, token, rest)));
    }

    /** Ends a load whose value is not to be stored. The older value that it replaces is not true any more either. */
    CompletionStage<Boolean> discard(EntryStore way) {
        return !lease.isReload()
                ? release(way)
                : ended(sent(
                        "invalidate",
                        () -> way.invalidate(List.of(key))
                                .thenRun(() -> ports.near().invalidate(List.of(key)))));
    }

    private CompletionStage<Boolean> sent(String operation, Supplier<CompletionStage<Void>> request) {
        return Stages.begun(request).handle((done, failure) -> {
            if (failure != null) {
                ports.listener().onStoreFailure(region.name(), operation, Stages.cause(failure));
            }
            return failure == null;
        });
    }

    /** A lease that could not be given back ends by itself. */
    private static CompletionStage<Boolean> ended(CompletionStage<Boolean> released) {
        return released.thenApply(either -> true);
    }

    private void report(boolean stored, int bytes, Runnable keep) {
        if (stored) {
            ports.listener().onPut(region.name(), bytes);
            keep.run();
        } else {
            ports.listener().onFillRefused(region.name(), "invalidated");
        }
    }

    /** A value that cannot be stored still goes to its caller. */
    private @Nullable Payload encoded(V value) {
        try {
            return region.encode(value);
        } catch (TooManyElementsException e) {
            ports.listener().onFillRefused(region.name(), BulkMiss.TOO_MANY);
            return null;
        } catch (ValueTooLargeException e) {
            return refused("too-large", e);
        } catch (CacheKitException e) {
            return refused("unencodable", e);
        }
    }

    private @Nullable Payload refused(String reason, CacheKitException e) {
        ports.listener().onFillRefused(region.name(), reason);
        region.tellUnstored(reason, e);
        return null;
    }
}
