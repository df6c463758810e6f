package dev.cachekit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessLimitStore;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads ask for one key, and the store answers on threads of its own. */
class CombiningThreadsTest {

    private static final int THREADS = 8;
    private static final int CALLS = 500;
    private static final int PERMITS = 1_000;
    private static final LimitRequest REQUEST =
            new LimitRequest("api", "ann", List.of(Band.fixedWindow(PERMITS, Duration.ofDays(1))), 1, Duration.ZERO);

    private final ExecutorService answers = Executors.newFixedThreadPool(2);
    private final Late late = new Late(new InProcessLimitStore(new ManualScheduler()), answers);
    private final CombiningLimitStore store = new CombiningLimitStore(late, Guard.NONE);
    private final LongAdder granted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Answers on another thread, and watches how many requests are under way. */
    private record Late(LimitStore inner, Executor answers, AtomicInteger underWay, AtomicInteger most, LongAdder sent)
            implements LimitStore {

        Late(LimitStore inner, Executor answers) {
            this(inner, answers, new AtomicInteger(), new AtomicInteger(), new LongAdder());
        }

        @Override
        public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            sent.increment();
            return CompletableFuture.supplyAsync(
                    () -> {
                        List<LimitReply> replies =
                                inner.takeEach(requests).toCompletableFuture().join();
                        underWay.decrementAndGet();
                        return replies;
                    },
                    answers);
        }

        @Override
        public CompletionStage<Void> credit(LimitRequest request) {
            return inner.credit(request);
        }
    }

    @AfterEach
    void stop() {
        answers.shutdown();
    }

    @Test
    void oneRequestIsUnderWayAndEverybodyIsAnswered() throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, THREADS).mapToObj(i -> new Thread(this::ask)).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(late.most()).hasValue(1);
        assertThat(granted.sum()).isEqualTo(PERMITS);
        assertThat(refused.sum()).isEqualTo(THREADS * CALLS - PERMITS);
        assertThat(late.sent().sum()).isLessThan(THREADS * CALLS);
    }

    private void ask() {
        for (int i = 0; i < CALLS; i++) {
            boolean passes = store.take(REQUEST).toCompletableFuture().join().granted();
            (passes ? granted : refused).increment();
        }
    }
}
