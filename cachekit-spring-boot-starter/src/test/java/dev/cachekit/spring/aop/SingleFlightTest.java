package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.FlightTimeoutException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.annotation.SingleFlight;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    record Row(String month) {}

    static class Reports {

        private final AtomicInteger calls = new AtomicInteger();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @SingleFlight(scope = FlightScope.LOCAL)
        public Object build(String month) throws InterruptedException {
            calls.incrementAndGet();
            entered.countDown();
            go.await();
            return new Object();
        }

        @SingleFlight(name = "quick", key = "#month", maxWait = "1ms", scope = FlightScope.LOCAL)
        public Object quick(String month, boolean slow) throws InterruptedException {
            if (slow) {
                entered.countDown();
                go.await();
            }
            return new Object();
        }

        @SingleFlight("nothing")
        public void nothing(String month) {
            calls.incrementAndGet();
        }

        @SingleFlight("perhaps")
        public Optional<Row> perhaps(String month) {
            return Optional.of(new Row(month));
        }

        @SingleFlight
        public int everywhere(String month) {
            return calls.incrementAndGet();
        }

        int calls() {
            return calls.get();
        }

        CountDownLatch entered() {
            return entered;
        }

        CountDownLatch go() {
            return go;
        }
    }

    private static <T> Future<T> start(Callable<T> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void givesAllCallersTheSameObject() {
        Contexts.run(Reports.class, reports -> {
            Future<Object> first = start(() -> reports.build("may"));
            await(reports.entered());
            Future<Object> second = start(() -> {
                reports.go().countDown();
                return reports.build("may");
            });
            assertThat(outcome(first)).isNotNull();
            assertThat(outcome(second)).isNotNull();
            assertThat(reports.calls()).isBetween(1, 2);
        });
    }

    @Test
    void failsWhoWaitsTooLong() {
        Contexts.run(Reports.class, reports -> {
            Future<Object> first = start(() -> reports.quick("may", true));
            await(reports.entered());
            assertThatThrownBy(() -> reports.quick("may", false)).isInstanceOf(FlightTimeoutException.class);
            reports.go().countDown();
            assertThat(outcome(first)).isNotNull();
        });
    }

    @Test
    void aMethodMayReturnNothingOrAnOptional() {
        Contexts.run(Reports.class, reports -> {
            reports.nothing("may");
            assertThat(reports.calls()).isOne();
            assertThat(reports.perhaps("may")).contains(new Row("may"));
        });
    }

    @Test
    void keepsNothingAfterwards() {
        Contexts.run(
                Reports.class,
                reports -> assertThat(reports.everywhere("may")).isNotEqualTo(reports.everywhere("may")));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
