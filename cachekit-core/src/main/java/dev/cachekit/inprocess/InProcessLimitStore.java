package dev.cachekit.inprocess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.meter.Tally;
import dev.cachekit.meter.Tally.Decided;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts permits in the memory of this process. What a limiter holds for a subject is forgotten as soon as all its permits
 * are back, and earlier if there are more than {@value #MOST_SUBJECTS} subjects: the rarest go first, and begin anew when they
 * come again. Safe for use by many threads.
 */
public final class InProcessLimitStore implements LimitStore {

    /** Some 50 MB: whoever invents subjects must not fill the memory. */
    private static final int MOST_SUBJECTS = 100_000;

    /** The limiter's name and the subject. */
    private record Subject(String limiter, String subject) {}

    private final Cache<Subject, Tally> counted;
    private final ConcurrentMap<Subject, Tally> tallies;
    private final ElapsedTime time;

    /** Windows begin at multiples of their length on the wall clock, as they do elsewhere; from then on it is not asked. */
    private final long originMicros;

    /**
     * Makes a store.
     *
     * @param scheduler the clock
     */
    public InProcessLimitStore(Scheduler scheduler) {
        this(scheduler, MOST_SUBJECTS);
    }

    InProcessLimitStore(Scheduler scheduler, int mostSubjects) {
        this.time = new ElapsedTime(scheduler);
        this.originMicros = ChronoUnit.MICROS.between(Instant.EPOCH, scheduler.now());
        this.counted = Caffeine.newBuilder()
                .maximumSize(mostSubjects)
                .expireAfter(Expiry.writing((Subject subject, Tally tally) -> lifetime(tally)))
                .ticker(time::now)
                .executor(Runnable::run)
                .build();
        this.tallies = counted.asMap();
    }

    /** How many subjects it remembers. */
    long subjects() {
        counted.cleanUp();
        return counted.estimatedSize();
    }

    @Override
    public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
        List<LimitReply> replies = new ArrayList<>();
        tallies.compute(subject(requests.get(0)), (subject, held) -> {
            Tally tally = at(held == null ? Tally.FULL : held, requests.get(0));
            for (LimitRequest request : requests) {
                Decided decided = tally.take(request);
                replies.add(decided.reply());
                tally = decided.tally();
            }
            return tally;
        });
        return CompletableFuture.completedFuture(replies);
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        tallies.computeIfPresent(
                subject(request), (subject, held) -> at(held, request).giveBack(request.cost()));
        return CompletableFuture.completedFuture(null);
    }

    private static Subject subject(LimitRequest request) {
        return new Subject(request.limiter(), request.subject());
    }

    private Tally at(Tally held, LimitRequest request) {
        return held.at(request.bands(), originMicros + TimeUnit.NANOSECONDS.toMicros(time.now()));
    }

    private static Duration lifetime(Tally tally) {
        return Duration.of(tally.fullAfter(), ChronoUnit.MICROS);
    }
}
