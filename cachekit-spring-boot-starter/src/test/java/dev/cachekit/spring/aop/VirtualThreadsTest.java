package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand blocked callers leave the few threads free that carry them. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
@ExtendWith(OnRedis.class)
class VirtualThreadsTest {

    private static final int CALLERS = 1_000;

    static class Slow {

        private final CountDownLatch go = new CountDownLatch(1);

        @CacheAside(cache = "slow", key = "#id", maxWait = "1m")
        public String read(long id) throws InterruptedException {
            return id == 0 ? awaited() : "quick";
        }

        @SingleFlight(name = "slow", key = "#id", maxWait = "1m")
        public String once(long id) throws InterruptedException {
            return id == 0 ? awaited() : "quick";
        }

        @WithLock(name = "slow", key = "#id", maxWait = "1m")
        public String locked(long id) throws InterruptedException {
            return id == 0 ? awaited() : "quick";
        }

        public void letGo() {
            go.countDown();
        }

        private String awaited() throws InterruptedException {
            return go.await(1, TimeUnit.MINUTES) ? "slow" : "late";
        }
    }

    private static String call(Slow slow, int caller, long id) throws InterruptedException {
        return switch (caller % 3) {
            case 0 -> slow.read(id);
            case 1 -> slow.once(id);
            default -> slow.locked(id);
        };
    }

    private static void run(BiFunction<Slow, ExecutorService, Void> test) {
        Contexts.with(RedisBackendConfiguration.class, Slow.class)
                .run(context -> test.apply(context.getBean(Slow.class), threads()));
    }

    private static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String outcome(Future<String> call) {
        try {
            return call.get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void othersGoOnWhileAThousandWait() {
        run((slow, threads) -> {
            List<Future<String>> waiting = new ArrayList<>();
            CountDownLatch arrived = new CountDownLatch(CALLERS);
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                waiting.add(threads.submit(() -> {
                    arrived.countDown();
                    return call(slow, caller, 0);
                }));
            }
            assertThat(threads.submit(() -> arrived.await(1, TimeUnit.MINUTES))).succeedsWithin(1, TimeUnit.MINUTES);
            for (int caller = 0; caller < 3; caller++) {
                int kind = caller;
                assertThat(outcome(threads.submit(() -> call(slow, kind, 1)))).isEqualTo("quick");
            }
            slow.letGo();
            assertThat(waiting).allSatisfy(call -> assertThat(outcome(call)).isEqualTo("slow"));
            threads.shutdown();
            return null;
        });
    }
}
