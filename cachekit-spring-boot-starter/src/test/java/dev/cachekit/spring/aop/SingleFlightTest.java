package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.FlightTimeoutException;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.engine.CacheKitEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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

        @SingleFlight("count")
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
            List<FutureTask<Object>> others = Stream.generate(() -> new FutureTask<>(() -> reports.build("may")))
                    .limit(8)
                    .toList();
            List<Thread> threads = others.stream().map(Thread::new).toList();
            threads.forEach(Thread::start);
            // with a limit: only who waits for another's call does so; the call itself waits without one
            until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            reports.go().countDown();

            Object report = outcome(first);
            assertThat(others).allSatisfy(other -> assertThat(outcome(other)).isSameAs(report));
            assertThat(reports.calls()).isOne();
        });
    }

    @Test
    void aNameUsedWithoutTheAnnotationIsOfTheSameType() {
        Contexts.with(Reports.class).run(context -> {
            CacheKit kit = context.getBean(CacheKitEngine.class);
            assertThat(kit.singleFlight("count").run("may", Integer.class, () -> 7))
                    .isEqualTo(7);
            assertThat(kit.singleFlight("perhaps").run("may", Row.class, () -> new Row("may")))
                    .isEqualTo(new Row("may"));
            assertThatThrownBy(() -> kit.singleFlight("perhaps").run("may", String.class, () -> "may"))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("Reports#perhaps")
                    .hasMessageContaining(Row.class.getName());
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

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            Thread.onSpinWait();
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
