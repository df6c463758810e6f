package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A load that its caller runs where it likes, between a look-up that found nothing and the offer of what it has loaded. It
 * holds the lease of its key, so the value is stored only if nothing has invalidated the key since. Nobody joins it: others
 * in need of the value wait for the end of the lease, as those in other processes do. Safe for use by many threads; only the
 * first end counts.
 *
 * @param <V> the type of the value
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
public final class OpenLoad<V extends @Nullable Object> {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final LeasedLoad<V> leased;
    private final AtomicBoolean ended = new AtomicBoolean();

    OpenLoad(CachePorts ports, CacheRegion<V> region, CallScope scope, LeasedLoad<V> leased) {
        this.ports = ports;
        this.region = region;
        this.scope = scope;
        this.leased = leased;
    }

    /** Notes that this thread runs the load, so that it does not wait for itself if it asks for the same key. */
    public void enter() {
        leased.flight().occupy();
    }

    /** This thread is out of the load. A transaction stays in it to its end: its value cannot be had before. */
    public void leave() {
        if (!scope.inTransaction()) {
            leased.flight().leave();
        }
    }

    /**
     * Ends the load with its value, which is stored unless the key was invalidated since the load was opened; inside a
     * transaction after its commit.
     *
     * @param value the value
     * @param caller how to wait
     * @return done, also if the value was refused or the store did not answer; fails if its lifetime cannot be decided
     */
    public CompletionStage<Void> store(V value, Caller caller) {
        return end(caller, () -> leased.succeed(leased.encode(value), scope));
    }

    /**
     * Ends the load without a value.
     *
     * @param caller how to wait
     * @return done, also if the store did not answer
     */
    public CompletionStage<Void> giveUp(Caller caller) {
        return end(caller, leased::giveUp);
    }

    private CompletionStage<Void> end(Caller caller, Supplier<CompletionStage<Void>> last) {
        if (!ended.compareAndSet(false, true)) {
            return DONE;
        }
        return Stages.either(ports.storeTime(caller).await(ended(last)), done -> DONE, failure -> {
            ports.listener().onStoreFailure(region.name(), "fill", failure);
            return DONE;
        });
    }

    /** A value that cannot even be judged must not leave the lease standing. */
    private CompletionStage<Void> ended(Supplier<CompletionStage<Void>> last) {
        try {
            return last.get();
        } catch (RuntimeException refused) {
            return leased.fail(refused);
        }
    }
}
