package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the values of some hits anew and compares. A value that differs proves nothing by itself: the data may have changed
 * after the hit, and its invalidation may be on the way. So the cache is asked after the load, and again when the invalidation
 * must have arrived. What is then still served was not invalidated although the data changed. Safe for use by many threads.
 */
final class Verifier {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final int MOST_AT_A_TIME = 16;
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final CachePorts ports;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong quietUntilNanos;

    Verifier(CachePorts ports) {
        this.ports = ports;
        this.quietUntilNanos = new AtomicLong(ports.scheduler().nanoTime());
    }

    /** Verifies a value that was served, unless many others are being verified. */
    <V extends @Nullable Object> void offer(CacheRegion<V> region, ServedValue served, Load<V> load) {
        boolean begun = underWay.incrementAndGet() <= MOST_AT_A_TIME
                && ports.background()
                        .run(() -> Stages.begun(() -> verify(region, served, load))
                                .whenComplete((done, failure) -> underWay.decrementAndGet()));
        if (!begun) {
            underWay.decrementAndGet();
            ports.listener().onSkipped(region.name(), "verify");
        }
    }

    private <V extends @Nullable Object> CompletionStage<Void> verify(
            CacheRegion<V> region, ServedValue served, Load<V> load) {
        return Stages.begun(load.start()).thenCompose(loaded -> {
            if (isSame(region, served.payload(), loaded)) {
                return told(region, Verdict.EQUAL);
            }
            return served.isStillServed()
                    .thenCompose(still -> still ? secondLook(region, served) : told(region, Verdict.NEWER));
        });
    }

    private CompletionStage<Void> secondLook(CacheRegion<?> region, ServedValue served) {
        CompletableFuture<Void> later = new CompletableFuture<>();
        ports.scheduler().after(served.patience(), () -> later.complete(null));
        return later.thenCompose(now -> served.isStillServed())
                .thenCompose(still -> told(region, still ? Verdict.STALE : Verdict.NEWER));
    }

    /** Equal bytes are equal values; other bytes may be, too, for instance those of a set in another order. */
    private static <V extends @Nullable Object> boolean isSame(CacheRegion<V> region, Payload served, V loaded) {
        Payload now = region.encode(loaded);
        if (now.encoding() == served.encoding() && now.bytes().equals(served.bytes())) {
            return true;
        }
        try {
            return Objects.equals(region.decode(served), region.decode(now));
        } catch (UnreadableValueException differs) {
            return false;
        }
    }

    private CompletionStage<Void> told(CacheRegion<?> region, Verdict verdict) {
        ports.listener().onVerified(region.name(), verdict);
        if (verdict == Verdict.STALE && mayWarn()) {
            log.warn(
                    "{} served a value that the method does not return any more, and nobody had invalidated it. Somebody"
                            + " changes the data past the cache; see cachekit.caches.*.verify. Told at most once a minute.",
                    region);
        }
        return CompletableFuture.completedFuture(null);
    }

    private boolean mayWarn() {
        long now = ports.scheduler().nanoTime();
        long quietUntil = quietUntilNanos.get();
        return now - quietUntil >= 0 && quietUntilNanos.compareAndSet(quietUntil, now + BETWEEN_WARNINGS.toNanos());
    }
}
