package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import dev.cachekit.spi.ValueTooLargeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a leased load: the value is stored under the lease, or the lease is given back.
 *
 * @param <V> the type of the value
 */
final class Fill<V extends @Nullable Object> {

    private static final Logger log = LoggerFactory.getLogger(Fill.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Token token;
    private final Load<V> load;
    private final StoreTime time;

    private Optional<Ttl> lifetime = Optional.empty();

    Fill(CachePorts ports, CacheRegion<V> region, EntryKey key, Token token, Load<V> load, StoreTime time) {
        this.ports = ports;
        this.region = region;
        this.key = key;
        this.token = token;
        this.load = load;
        this.time = time;
    }

    /**
     * When what is over.
     *
     * @param callerMayGo completes when the caller need not wait any longer; never fails
     * @param leaseEnded completes when the lease needs no more renewal; never fails
     */
    record Ending(CompletionStage<Void> callerMayGo, CompletionStage<Void> leaseEnded) {
        static Ending of(CompletionStage<Void> both) {
            return new Ending(both, both);
        }
    }

    /** Decides whether the value is to be stored, and encodes it if so. */
    Loaded<V> encode(V value) {
        lifetime = load.lifetime().apply(value);
        return new Loaded<>(value, lifetime.isPresent() ? encoded(value) : null);
    }

    Ending store(Loaded<V> loaded, Duration loadTime, TransactionScope transaction) {
        Payload payload = loaded.payload();
        if (payload == null) {
            return giveUp();
        }
        Entry entry = new Entry(token, payload, ports.scheduler().now(), loadTime, null);
        if (!transaction.isOpen()) {
            return Ending.of(fill(entry));
        }
        CompletableFuture<Void> leaseEnded = new CompletableFuture<>();
        transaction.onCompletion(outcome -> {
            boolean visible = outcome == Outcome.COMMITTED && !transaction.hasTouched(key);
            (visible ? fill(entry) : release()).whenComplete((done, failure) -> leaseEnded.complete(null));
        });
        return new Ending(DONE, leaseEnded);
    }

    Ending giveUp() {
        return Ending.of(release());
    }

    private CompletionStage<Void> fill(Entry entry) {
        Ttl ttl = lifetime.orElseThrow();
        return request(
                "fill",
                () -> ports.entries().fill(key, entry, ttl).thenAccept(stored -> {
                    if (stored) {
                        ports.listener().onPut(region.name());
                    } else {
                        ports.listener().onFillRefused(region.name(), "invalidated");
                    }
                }));
    }

    private CompletionStage<Void> release() {
        return request("release", () -> ports.entries().release(key, token));
    }

    private CompletionStage<Void> request(String operation, Supplier<CompletionStage<Void>> request) {
        return Stages.either(time.spend(request), done -> DONE, failure -> {
            ports.listener().onStoreFailure(region.name(), operation, failure);
            return DONE;
        });
    }

    /** A value that cannot be stored still goes to its caller. */
    private @Nullable Payload encoded(V value) {
        try {
            return region.encode(value);
        } catch (ValueTooLargeException e) {
            ports.listener().onFillRefused(region.name(), "too-large");
            log.warn("{}: {}", region, e.getMessage());
        } catch (CacheKitException e) {
            ports.listener().onFillRefused(region.name(), "unencodable");
            log.warn("{}: {}", region, e.getMessage());
        }
        return null;
    }
}
