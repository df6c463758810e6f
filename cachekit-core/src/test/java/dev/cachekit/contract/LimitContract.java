package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every sentence of {@link LimitStore}, as tests. Every test limits a subject of its own. Bands of an hour give nothing back
 * within a test.
 */
public abstract class LimitContract {

    private static final Band BUCKET = Band.tokenBucket(100, Duration.ofHours(1));
    private static final Band SLIDING = Band.slidingWindow(100, Duration.ofHours(1));
    private static final Band FIXED = Band.fixedWindow(100, Duration.ofHours(1));
    private static final int THREADS = 16;

    private final String subject = Sample.token().value();

    /** Returns the store. */
    protected abstract LimitStore store();

    /** Returns when at least this much time has passed by the store's clock. */
    protected abstract void passTime(Duration duration);

    private LimitReply take(long cost, Band... bands) {
        return take(cost, Duration.ZERO, bands);
    }

    private LimitReply take(long cost, Duration longestWait, Band... bands) {
        return Answers.of(store().take(request(cost, longestWait, bands)));
    }

    private void credit(long cost, Band... bands) {
        Answers.of(store().credit(request(cost, Duration.ZERO, bands)));
    }

    private LimitRequest request(long cost, Duration longestWait, Band... bands) {
        return new LimitRequest("api", subject, List.of(bands), cost, longestWait);
    }

    private static List<Long> remaining(LimitReply reply) {
        return reply.bands().stream().map(Left::remaining).toList();
    }

    @Test
    void grantsAsManyAsThereAreAndNoMore() {
        for (Band band : List.of(BUCKET, SLIDING, FIXED)) {
            assertThat(take(99, band).granted()).as("%s", band).isTrue();
            assertThat(take(2, band).granted()).as("%s", band).isFalse();
            assertThat(take(1, band).granted()).as("%s", band).isTrue();
        }
    }

    @Test
    void severalAreDecidedAsIfTheyCameAlone() {
        take(95, BUCKET, SLIDING);

        List<LimitReply> replies = Answers.of(store().takeEach(Stream.of(3L, 3L, 2L, 1L)
                .map(cost -> request(cost, Duration.ZERO, BUCKET, SLIDING))
                .toList()));

        assertThat(replies).extracting(LimitReply::granted).containsExactly(true, false, true, false);
        assertThat(replies.get(0).bands()).extracting(Left::remaining).containsExactly(2L, 2L);
        assertThat(replies.get(2).bands()).extracting(Left::remaining).containsExactly(0L, 0L);
        assertThat(take(1, BUCKET, SLIDING).granted()).isFalse();
    }

    @Test
    void aChangedRateHoldsThoughTheCallThatBringsItIsRefused() {
        Band slow = Band.tokenBucket(1, Duration.ofHours(1));
        Band quick = Band.tokenBucket(36_000, Duration.ofHours(1)).withBurst(1);
        take(1, slow);

        assertThat(take(1, quick).granted()).isFalse();
        passTime(Duration.ofMillis(110));

        assertThat(take(1, quick).granted()).isTrue();
    }

    @Test
    void tellsWhatIsLeft() {
        LimitReply reply = take(30, BUCKET, SLIDING, FIXED);

        assertThat(remaining(reply)).containsExactly(70L, 70L, 70L);
        assertThat(reply.delay()).isZero();
        assertThat(reply.bands()).allSatisfy(left -> {
            assertThat(left.moreAfter()).isPositive();
            assertThat(left.fullAfter()).isGreaterThanOrEqualTo(left.moreAfter());
        });
    }

    @Test
    void aRefusalLeavesNoTrace() {
        Band narrow = Band.slidingWindow(10, Duration.ofHours(1));
        take(10, BUCKET, narrow);

        assertThat(take(1, BUCKET, narrow).granted()).isFalse();

        assertThat(remaining(take(1, BUCKET))).containsExactly(89L);
    }

    @Test
    void tellsHowLongToWait() {
        take(100, BUCKET);

        LimitReply reply = take(10, BUCKET);

        assertThat(reply.granted()).isFalse();
        assertThat(reply.delay()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }

    @Test
    void grantsAgainWhenTimeHasPassed() {
        Duration time = Duration.ofMillis(100);
        for (Band band :
                List.of(Band.tokenBucket(10, time), Band.slidingWindow(10, time), Band.fixedWindow(10, time))) {
            take(10, band);
            passTime(Duration.ofMillis(110));

            LimitReply reply = take(10, band);

            assertThat(reply.granted()).as("%s", band).isTrue();
        }
    }

    @Test
    void reservesPlacesOneAfterTheOther() {
        take(100, BUCKET);

        Duration first = take(1, Duration.ofHours(1), BUCKET).delay();
        LimitReply second = take(1, Duration.ofHours(1), BUCKET);

        assertThat(second.granted()).isTrue();
        assertThat(second.delay().minus(first)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(37));
    }

    @Test
    void reservesNothingBeyondTheLongestWait() {
        take(100, BUCKET);

        assertThat(take(1, Duration.ofSeconds(30), BUCKET).granted()).isFalse();
        assertThat(take(1, Duration.ofSeconds(36), BUCKET).granted()).isTrue();
    }

    @Test
    void reservesNothingInAWindow() {
        take(100, SLIDING);
        take(100, FIXED);

        assertThat(take(1, Duration.ofHours(2), SLIDING).granted()).isFalse();
        assertThat(take(1, Duration.ofHours(2), BUCKET, FIXED).granted()).isFalse();
    }

    @Test
    void givesBackUpToTheFullNumber() {
        take(50, BUCKET, SLIDING, FIXED);
        credit(20, BUCKET, SLIDING, FIXED);
        assertThat(remaining(take(10, BUCKET, SLIDING, FIXED))).containsExactly(60L, 60L, 60L);

        credit(90, BUCKET, SLIDING, FIXED);
        assertThat(remaining(take(1, BUCKET, SLIDING, FIXED))).containsExactly(99L, 99L, 99L);
    }

    @Test
    void aCreditOfWhatNobodyTookIsNothing() {
        credit(10, BUCKET, SLIDING, FIXED);

        assertThat(remaining(take(1, BUCKET, SLIDING, FIXED))).containsExactly(99L, 99L, 99L);
    }

    @Test
    void goesOnCountingBandsThatARequestDoesNotKnow() {
        take(30, BUCKET, SLIDING, FIXED);
        take(5, SLIDING);
        credit(1, FIXED);

        assertThat(remaining(take(1, FIXED, BUCKET, SLIDING))).containsExactly(70L, 69L, 64L);
    }

    @Test
    void aLimitMayChange() {
        take(100, BUCKET, SLIDING, FIXED);

        Duration hour = Duration.ofHours(1);
        LimitReply more =
                take(1, Band.tokenBucket(110, hour), Band.slidingWindow(120, hour), Band.fixedWindow(130, hour));

        assertThat(remaining(more)).containsExactly(9L, 19L, 29L);
    }

    @Test
    void subjectsAndLimitersAreApart() {
        take(100, BUCKET);
        LimitRequest other = new LimitRequest("api", subject + "2", List.of(BUCKET), 1, Duration.ZERO);
        LimitRequest otherLimiter = new LimitRequest("other", subject, List.of(BUCKET), 1, Duration.ZERO);

        assertThat(Stream.of(other, otherLimiter).map(request -> Answers.of(store().take(request))))
                .allMatch(LimitReply::granted);
    }

    @Test
    void manyThreadsAreGrantedExactlyWhatThereIs() {
        LongAdder granted = new LongAdder();
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> new Thread(() -> {
                    for (int call = 0; call < 20; call++) {
                        if (take(1, BUCKET, SLIDING).granted()) {
                            granted.increment();
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(LimitContract::join);

        assertThat(granted.sum()).isEqualTo(100);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
