package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WithLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Aspects of the application that stand between the annotations and the method are told of their call, on any thread. */
class AspectsInsideTest {

    static class Items {

        @CacheAside("blocking")
        public String blocking(long id) {
            return "value";
        }

        @CacheAside("future")
        public CompletableFuture<String> future(long id) {
            return CompletableFuture.completedFuture("value");
        }

        @CacheAside("mono")
        public Mono<String> mono(long id) {
            return Mono.just("value");
        }

        @Invalidate(cache = "mono", key = "#id")
        public Flux<String> streamed(long id) {
            return Flux.just("value");
        }

        @WithLock(name = "lock", key = "#id")
        public CompletableFuture<String> locked(long id) {
            return CompletableFuture.completedFuture("value");
        }
    }

    @Aspect
    static class Counted {

        private final AtomicInteger calls = new AtomicInteger();

        @Before("within(dev.cachekit.spring.aop.AspectsInsideTest.Items)")
        public void count() {
            calls.incrementAndGet();
        }
    }

    @EnableAspectJAutoProxy
    static class Aspects {

        @Bean
        Counted counted() {
            return new Counted();
        }
    }

    @Test
    void theyAreCalledOncePerCallOfTheMethod() {
        Contexts.with(Aspects.class, Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            for (int time = 0; time < 2; time++) {
                items.blocking(1);
                items.future(1).join();
                items.mono(1).block();
            }
            items.streamed(1).blockLast();
            items.locked(1).join();

            assertThat(context.getBean(Counted.class).calls).hasValue(5);
        });
    }
}
