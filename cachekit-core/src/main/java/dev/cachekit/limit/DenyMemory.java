package dev.cachekit.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.Band;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one limiter that were refused a moment ago. Others can only take more permits, so a refusal holds until the time
 * that was told with it, for every cost that is not lower. What ends it earlier is a credit or other bands: those of this
 * process are noticed at once, a credit given elsewhere after {@link #LONGEST}. Safe for use by many threads.
 */
final class DenyMemory {

    static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(1);
    private static final int KEYS = 10_000;

    private final Scheduler clock;
    private final Cache<String, Denial> denials;
    private final AtomicLong credits = new AtomicLong();

    /**
     * A refusal.
     *
     * @param request what was refused
     * @param reply what was told
     * @param sentNanos from before it was sent, so that it never holds for longer than was meant
     */
    private record Denial(LimitRequest request, LimitReply reply, long sentNanos) {

        boolean covers(List<Band> bands, long cost) {
            return request.cost() <= cost && request.bands().equals(bands);
        }

        /** What holds now; null if it is no refusal any more for whoever would wait so long. */
        @Nullable
        LimitReply at(long nanos, Duration longestWait) {
            Duration passed = Duration.ofNanos(nanos - sentNanos);
            Duration delay = reply.delay().minus(passed);
            return delay.compareTo(longestWait) > 0 ? new LimitReply(false, delay, leftAfter(passed)) : null;
        }

        private List<Left> leftAfter(Duration passed) {
            List<Left> left = new ArrayList<>(reply.bands().size());
            for (Left band : reply.bands()) {
                left.add(new Left(band.remaining(), more(band, passed), less(band.fullAfter(), passed)));
            }
            return left;
        }

        /** Nobody knows how many came back meanwhile; but none being left and none missing would be a contradiction. */
        private static Duration more(Left band, Duration passed) {
            Duration left = less(band.moreAfter(), passed);
            return left.isZero() && !band.moreAfter().isZero() ? SOON : left;
        }

        private static Duration less(Duration duration, Duration passed) {
            Duration left = duration.minus(passed);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    DenyMemory(Scheduler clock) {
        this.clock = clock;
        this.denials = Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterWrite(LONGEST)
                .ticker(clock::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the answer to a request if it is sure to be refused, for whoever would wait no longer than it says. */
    @Nullable
    LimitReply find(LimitRequest request) {
        Denial denial = denials.getIfPresent(request.subject());
        return denial == null || !denial.covers(request.bands(), request.cost())
                ? null
                : denial.at(clock.nanoTime(), request.longestWait());
    }

    /** To be read before a request is sent whose refusal may be kept. */
    long mark() {
        return credits.get();
    }

    /** Keeps a refusal, unless a credit came after the mark: it may have come before the credit. */
    void remember(LimitRequest request, LimitReply reply, long sentNanos, long mark) {
        Denial denial = new Denial(request, reply, sentNanos);
        denials.put(request.subject(), denial);
        if (credits.get() != mark) {
            denials.asMap().remove(request.subject(), denial);
        }
    }

    void forget(String subject) {
        credits.incrementAndGet();
        denials.invalidate(subject);
    }
}
