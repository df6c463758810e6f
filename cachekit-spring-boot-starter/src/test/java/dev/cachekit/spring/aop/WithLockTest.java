package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CurrentLock;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockLostException;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.OnLost;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class WithLockTest {

    /** Jobs that all try their lock once. */
    static class Jobs {

        private final Other other;

        Jobs(Other other) {
            this.other = other;
        }

        @WithLock(name = "jobs", maxWait = "0")
        public <T> T whole(Callable<T> work) throws Exception {
            return work.call();
        }

        @WithLock(name = "jobs", key = "#id")
        public <T> T byId(long id, Callable<T> work) throws Exception {
            return work.call();
        }

        @WithLock(name = "jobs", keys = "#ids")
        public <T> T byIds(List<Long> ids, Callable<T> work) throws Exception {
            return work.call();
        }

        @WithLock(name = "jobs", onBusy = OnBusy.SKIP)
        public String skipped() {
            return "done";
        }

        @WithLock(name = "jobs", onBusy = OnBusy.SKIP)
        public Optional<String> skippedOptional() {
            return Optional.of("done");
        }

        @WithLock(name = "jobs", fallback = "later")
        public String orLater(String what) throws IOException {
            return what;
        }

        private String later(String what, LockNotAcquiredException failure) throws IOException {
            if (what.isEmpty()) {
                throw new IOException("of the fallback");
            }
            return what + " later, " + failure.lock() + " is busy";
        }

        @WithLock(name = "jobs")
        public String nested() throws Exception {
            return other.same();
        }

        @WithLock(name = "jobs", mode = LockMode.READ)
        public String reading() throws Exception {
            return other.same();
        }

        @WithLock(name = "short", lease = "2s", maxWait = "0")
        public <T> T leased(Callable<T> work) throws Exception {
            return work.call();
        }

        @WithLock(name = "short", onLost = OnLost.INTERRUPT)
        public <T> T interrupted(Callable<T> work) throws Exception {
            return work.call();
        }
    }

    static class Other {

        @WithLock(name = "jobs")
        public String same() {
            return "inside " + CurrentLock.isHeld();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Time {

        @Bean(destroyMethod = "")
        ManualScheduler clock() {
            return new ManualScheduler();
        }

        @Bean
        EngineConfiguration.Addition withClock(ManualScheduler clock) {
            return builder -> builder.scheduler(clock).executor(Runnable::run);
        }
    }

    private record World(Jobs jobs, DistributedLock lock, ManualScheduler clock) {

        HeldLock taken() {
            return lock.acquire(Duration.ZERO);
        }

        boolean isFree() {
            Optional<HeldLock> held = lock.tryAcquire(Duration.ZERO);
            held.ifPresent(HeldLock::close);
            return held.isPresent();
        }
    }

    @FunctionalInterface
    private interface Scene {
        void play(World world) throws Exception;
    }

    private static void run(Scene scene) {
        Contexts.with(Other.class, Jobs.class, Time.class)
                .run(context -> scene.play(new World(
                        context.getBean(Jobs.class),
                        context.getBean(CacheKitEngine.class).lock("jobs"),
                        context.getBean(ManualScheduler.class))));
    }

    private static void runNamed(String lock, Consumer<World> scene) {
        Contexts.with(Other.class, Jobs.class, Time.class)
                .run(context -> scene.accept(new World(
                        context.getBean(Jobs.class),
                        context.getBean(CacheKitEngine.class).lock(lock),
                        context.getBean(ManualScheduler.class))));
    }

    @Test
    void theMethodRunsUnderTheLock() {
        run(world -> {
            assertThat(world.jobs.whole(world::isFree)).isFalse();
            assertThat(world.isFree()).isTrue();
        });
    }

    @Test
    void theMethodDoesNotRunWithoutTheLock() {
        run(world -> {
            try (HeldLock held = world.taken()) {
                assertThatThrownBy(() -> world.jobs.whole(() -> {
                            throw new AssertionError("ran beside " + held);
                        }))
                        .isInstanceOf(LockNotAcquiredException.class)
                        .hasMessageContaining("jobs");
            }
        });
    }

    @Test
    void theLockIsReleasedWhenTheMethodThrows() {
        run(world -> {
            assertThatThrownBy(() -> world.jobs.whole(() -> {
                        throw new IOException("of the method");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("of the method");
            assertThat(world.isFree()).isTrue();
        });
    }

    @Test
    void keysAreLockedApart() {
        run(world -> world.jobs.byId(1, () -> {
            assertThat(world.lock.key(1).tryAcquire(Duration.ZERO)).isEmpty();
            assertThat(world.isFree()).isTrue();
            return world.jobs.byId(2, () -> null);
        }));
    }

    @Test
    void severalKeysAreLockedTogether() {
        run(world -> {
            world.jobs.byIds(List.of(2L, 1L), () -> {
                assertThat(world.lock.key(1).tryAcquire(Duration.ZERO)).isEmpty();
                assertThat(world.lock.key(2).tryAcquire(Duration.ZERO)).isEmpty();
                return null;
            });
            assertThatThrownBy(() -> world.jobs.byIds(List.of(), () -> null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("keys must not be empty");
        });
    }

    @Test
    void aBusyCallIsLeftOut() {
        run(world -> {
            assertThat(world.jobs.skipped()).isEqualTo("done");
            try (HeldLock held = world.taken()) {
                assertThat(held.isHeld()).isTrue();
                assertThat(world.jobs.skipped()).isNull();
                assertThat(world.jobs.skippedOptional()).isEmpty();
            }
        });
    }

    @Test
    void aBusyCallIsAnsweredByTheFallback() {
        run(world -> {
            assertThat(world.jobs.orLater("now")).isEqualTo("now");
            try (HeldLock held = world.taken()) {
                assertThat(held.isHeld()).isTrue();
                assertThat(world.jobs.orLater("now")).isEqualTo("now later, jobs is busy");
                assertThatThrownBy(() -> world.jobs.orLater("")).isInstanceOf(IOException.class);
            }
        });
    }

    @Test
    void fencingTokensGrow() {
        run(world -> {
            long first = world.jobs.whole(CurrentLock::fencingToken);

            assertThat(world.jobs.whole(CurrentLock::fencingToken)).isGreaterThan(first);
            assertThatThrownBy(CurrentLock::fencingToken).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aCallWithinDoesNotWaitForTheLockItIsUnder() {
        run(world -> assertThat(world.jobs.nested()).isEqualTo("inside true"));
    }

    @Test
    void aNestedCallTakesOnlyWhatIsMissing() {
        run(world -> {
            long[] fences = new long[3];
            world.jobs.byId(2, () -> {
                fences[0] = CurrentLock.fencingToken();
                return world.jobs.byIds(List.of(1L, 2L), () -> {
                    fences[1] = CurrentLock.fencingToken();
                    assertThat(world.lock.key(1).tryAcquire(Duration.ZERO)).isEmpty();
                    return true;
                });
            });
            assertThat(fences[1]).isGreaterThanOrEqualTo(fences[0]);
            world.jobs.byId(1, () -> fences[2] = CurrentLock.fencingToken());
            assertThat(fences[2]).isGreaterThan(fences[1]);
        });
    }

    @Test
    void aReaderIsNoWriter() {
        run(world -> assertThatThrownBy(world.jobs::reading).isInstanceOf(LockNotAcquiredException.class));
    }

    @Test
    void aLockLostMeanwhileFailsTheCall() {
        runNamed(
                "short",
                world -> assertThatThrownBy(() -> world.jobs.leased(() -> {
                            world.clock.advance(Duration.ofSeconds(2));
                            return "done";
                        }))
                        .isInstanceOf(LockLostException.class)
                        .hasMessageContaining("short"));
    }

    @Test
    void aMethodThatFailedItselfKeepsItsException() {
        runNamed(
                "short",
                world -> assertThatThrownBy(() -> world.jobs.leased(() -> {
                            world.clock.advance(Duration.ofSeconds(2));
                            throw new IOException("of the method");
                        }))
                        .isInstanceOf(IOException.class));
    }

    @Test
    void theMethodIsInterruptedWhenTheLockIsLost() {
        runNamed("short", world -> {
            assertThatThrownBy(() -> world.jobs.interrupted(() -> {
                        world.clock.advance(Duration.ofSeconds(2));
                        Thread.sleep(10_000);
                        return "done";
                    }))
                    .isInstanceOf(LockLostException.class)
                    .satisfies(
                            lost -> assertThat(lost.getSuppressed()).hasOnlyElementsOfType(InterruptedException.class));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void aCallThatHasEndedIsNotInterrupted() throws Exception {
        runNamed("short", world -> {
            try {
                world.jobs.interrupted(() -> "done");
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            world.clock.advance(Duration.ofSeconds(5));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }
}
