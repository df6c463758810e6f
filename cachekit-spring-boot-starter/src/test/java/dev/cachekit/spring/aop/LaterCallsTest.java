package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Methods that go on after they have returned: when they begin, where they run, and how they are cancelled. */
class LaterCallsTest {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    static class Feeds {

        private final AtomicInteger calls = new AtomicInteger();
        private final Sinks.Many<String> live = Sinks.many().multicast().onBackpressureBuffer();
        private final CompletableFuture<String> never = new CompletableFuture<>();
        private final CountDownLatch begun = new CountDownLatch(1);

        @CacheAside(cache = "tenant", key = "#id")
        public CompletableFuture<String> tenant(long id) {
            calls.incrementAndGet();
            return CompletableFuture.completedFuture(
                    TENANT.get() + " on " + Thread.currentThread().getName());
        }

        @RateLimited(name = "greeting", permits = 100, per = "1h")
        public Mono<String> greeting() {
            return Mono.deferContextual(context -> Mono.just("hello " + context.get("user")));
        }

        @RateLimited(name = "counted", permits = 3, per = "1h")
        public Mono<Integer> counted() {
            return Mono.fromCallable(calls::incrementAndGet);
        }

        @WithLock("live")
        public Flux<String> live() {
            return live.asFlux();
        }

        @WithLock(name = "live", maxWait = "0")
        public String now() {
            return "free";
        }

        @WithLock("job")
        public CompletableFuture<String> job() {
            begun.countDown();
            return never;
        }

        @WithLock(name = "job", maxWait = "0")
        public String jobNow() {
            return "free";
        }

        @WithLock("change")
        @Invalidate(cache = "tenant", key = "#id")
        public CompletableFuture<String> change(long id) {
            begun.countDown();
            return never;
        }

        @WithLock(name = "change", maxWait = "0")
        public String changeNow() {
            return "free";
        }

        @Invalidate(cache = "tenant", key = "#id")
        public Flux<String> changing(long id) {
            return live.asFlux();
        }

        @SingleFlight("report")
        public CompletableFuture<String> report() {
            begun.countDown();
            return never;
        }

        @CacheAside(cache = "slow", key = "#id")
        public CompletableFuture<String> slow(long id) {
            begun.countDown();
            return never;
        }

        @CacheAside(cache = "wrapped", key = "#id")
        public CompletableFuture<Optional<String>> wrapped(long id) {
            calls.incrementAndGet();
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @CacheAside(cache = "thrown", key = "#id")
        public CompletableFuture<String> thrown(long id) {
            throw new IllegalArgumentException("no such id");
        }

        @WriteThrough(cache = "tenant", key = "#id", entry = "#root.target.seen(#result)")
        public CompletableFuture<String> changeOnAThreadOfItsOwn(long id) {
            return never;
        }

        public String seen(String result) {
            return result + " on " + Thread.currentThread().getName();
        }

        int calls() {
            return calls.get();
        }

        Sinks.Many<String> sink() {
            return live;
        }

        CompletableFuture<String> never() {
            return never;
        }

        void awaitBegin() {
            try {
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TenantGoesAlong {

        @Bean
        EngineConfiguration.Addition tenant() {
            return builder -> builder.context(task -> {
                String tenant = TENANT.get();
                return () -> {
                    TENANT.set(tenant);
                    try {
                        task.run();
                    } finally {
                        TENANT.remove();
                    }
                };
            });
        }
    }

    private static void run(Consumer<Feeds> test) {
        Contexts.with(TenantGoesAlong.class, Feeds.class).run(context -> test.accept(context.getBean(Feeds.class)));
    }

    private static void awaitFree(Runnable attempt) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(LockNotAcquiredException.class)
                .untilAsserted(attempt::run);
    }

    @Test
    void theMethodRunsOnAThreadOfOursWithTheContextOfItsCaller() {
        run(feeds -> {
            TENANT.set("acme");
            assertThat(feeds.tenant(1).join()).startsWith("acme on cachekit-");
            TENANT.remove();
        });
    }

    @Test
    void whatFollowsAMethodDoesNotKeepTheThreadThatEndsIt() {
        run(feeds -> {
            CompletableFuture<String> change = feeds.changeOnAThreadOfItsOwn(1);
            Awaitility.await().until(() -> feeds.never().getNumberOfDependents() > 0);
            feeds.never().complete("changed");
            change.join();
            assertThat(feeds.tenant(1).join()).startsWith("changed on cachekit-");
        });
    }

    @Test
    void theContextOfTheSubscriberReachesTheMethod() {
        run(feeds -> assertThat(feeds.greeting()
                        .contextWrite(context -> context.put("user", "ann"))
                        .block())
                .isEqualTo("hello ann"));
    }

    @Test
    void eachSubscriptionIsACallAndNothingHappensWithout() {
        run(feeds -> {
            Mono<Integer> counted = feeds.counted();
            assertThat(feeds.calls()).isZero();
            assertThat(counted.block()).isOne();
            assertThat(counted.block()).isEqualTo(2);
        });
    }

    @Test
    void elementsPassOneByOneWhileTheLockIsHeld() {
        run(feeds -> {
            List<String> seen = new ArrayList<>();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            feeds.live().subscribe(seen::add, ended::completeExceptionally, () -> ended.complete(null));
            Awaitility.await().until(() -> feeds.sink().currentSubscriberCount() == 1);
            feeds.sink().tryEmitNext("first");
            Awaitility.await().until(() -> seen.contains("first"));
            assertThatThrownBy(feeds::now).isInstanceOf(LockNotAcquiredException.class);
            feeds.sink().tryEmitNext("second");
            feeds.sink().tryEmitComplete();
            ended.join();
            assertThat(seen).containsExactly("first", "second");
            assertThat(feeds.now()).isEqualTo("free");
        });
    }

    @Test
    void whoNoLongerListensGivesTheLockBack() {
        run(feeds -> {
            Disposable listening = feeds.live().subscribe();
            Awaitility.await().until(() -> feeds.sink().currentSubscriberCount() == 1);
            listening.dispose();
            awaitFree(() -> assertThat(feeds.now()).isEqualTo("free"));
        });
    }

    @Test
    void whoCancelsTheFutureCancelsTheMethodsOwnAndGivesTheLockBack() {
        run(feeds -> {
            CompletableFuture<String> job = feeds.job();
            feeds.awaitBegin();
            Awaitility.await().until(() -> feeds.never().getNumberOfDependents() > 0);
            job.cancel(true);
            Awaitility.await().until(feeds.never()::isCancelled);
            awaitFree(() -> assertThat(feeds.jobNow()).isEqualTo("free"));
        });
    }

    @Test
    void whatChangesCachesEndsBeforeItsLockIsGivenBackWhoeverCancels() {
        run(feeds -> {
            feeds.tenant(1).join();
            CompletableFuture<String> change = feeds.change(1);
            feeds.awaitBegin();
            Awaitility.await().until(() -> feeds.never().getNumberOfDependents() > 0);
            change.cancel(true);
            assertThat(feeds.never()).isNotDone();
            assertThatThrownBy(feeds::changeNow).isInstanceOf(LockNotAcquiredException.class);
            feeds.tenant(1).join();
            assertThat(feeds.calls()).isOne();
            feeds.never().complete("changed");
            awaitFree(() -> assertThat(feeds.changeNow()).isEqualTo("free"));
            feeds.tenant(1).join();
            assertThat(feeds.calls()).isEqualTo(2);
        });
    }

    @Test
    void aStreamThatIsCancelledHasItsEffect() {
        run(feeds -> {
            feeds.tenant(1).join();
            Disposable listening = feeds.changing(1).subscribe();
            Awaitility.await().until(() -> feeds.sink().currentSubscriberCount() == 1);
            listening.dispose();
            Awaitility.await().until(() -> {
                feeds.tenant(1).join();
                return feeds.calls() == 2;
            });
        });
    }

    @Test
    void aSharedCallIsCancelledWithItsLastCaller() {
        run(feeds -> {
            CompletableFuture<String> first = feeds.report();
            feeds.awaitBegin();
            CompletableFuture<String> second = feeds.report();
            first.cancel(true);
            assertThat(feeds.never()).isNotDone();
            second.cancel(true);
            Awaitility.await().until(feeds.never()::isCancelled);
        });
    }

    @Test
    void whoCancelsAReadTakesNothingFromOthers() {
        run(feeds -> {
            CompletableFuture<String> first = feeds.slow(1);
            feeds.awaitBegin();
            CompletableFuture<String> second = feeds.slow(1);
            first.cancel(true);
            feeds.never().complete("value");
            assertThat(second.join()).isEqualTo("value");
            assertThatThrownBy(first::join).isInstanceOf(CancellationException.class);
        });
    }

    @Test
    void anOptionalInsideIsCachedAsItsContent() {
        run(feeds -> {
            assertThat(feeds.wrapped(1).join()).isEmpty();
            assertThat(feeds.wrapped(1).join()).isEmpty();
            assertThat(feeds.calls()).isOne();
        });
    }

    @Test
    void whatIsThrownInsteadOfAFutureFailsTheFuture() {
        run(feeds ->
                assertThatThrownBy(() -> feeds.thrown(1).join()).hasCause(new IllegalArgumentException("no such id")));
    }
}
