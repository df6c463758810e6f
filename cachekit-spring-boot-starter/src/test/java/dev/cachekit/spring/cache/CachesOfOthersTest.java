package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.spring.ReactiveDatabase;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What else stands around a method with Spring's cache annotations works as it does without CacheKit. */
class CachesOfOthersTest {

    static class Items {

        private final ReactiveDatabase.Rows rows;

        Items(ReactiveDatabase.Rows rows) {
            this.rows = rows;
        }

        @Cacheable(cacheNames = "lists", cacheManager = "others")
        public Flux<String> listedElsewhere(long id) {
            return rows.name(id).flux();
        }

        @Cacheable(cacheNames = "names", cacheManager = "others", sync = true)
        public Mono<String> namedElsewhere(long id) {
            return rows.name(id);
        }

        @Cacheable("names")
        public Mono<String> name(long id) {
            return rows.name(id);
        }

        @CacheEvict("names")
        public Mono<Long> forget(long id) {
            return Mono.just(id);
        }

        @CacheEvict("names")
        public CompletionStage<Long> refused(long id) {
            throw new IllegalArgumentException("at once");
        }
    }

    /** Stands between the annotations and the methods. */
    @Aspect
    static class Counted {

        private final AtomicInteger calls = new AtomicInteger();

        @Before("within(dev.cachekit.spring.cache.CachesOfOthersTest.Items)")
        public void count() {
            calls.incrementAndGet();
        }
    }

    @EnableAspectJAutoProxy
    static class Others {

        @Bean
        Counted counted() {
            return new Counted();
        }

        @Bean(defaultCandidate = false)
        CacheManager others() {
            return new ConcurrentMapCacheManager();
        }
    }

    private AnnotationConfigApplicationContext application;
    private Items items;

    @BeforeEach
    void start() {
        application = BridgedApplication.inProcess(Others.class, ReactiveDatabase.class, Items.class);
        items = application.getBean(Items.class);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private int counted() {
        return application.getBean(Counted.class).calls.get();
    }

    private Object elsewhere(String cache) {
        Cache.ValueWrapper found = application
                .getBean("others", CacheManager.class)
                .getCache(cache)
                .get(1L);
        return found == null ? null : found.get();
    }

    @Test
    void aspectsInsideAreToldOfTheirCall() {
        items.forget(1).block();
        items.name(1).block();
        items.name(1).block();

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void cachesOfAnotherManagerAreLeftAsTheyAre() {
        ReactiveDatabase.Rows rows = application.getBean(ReactiveDatabase.Rows.class);
        Mono<String> read =
                rows.rename(1, "uncommitted").thenMany(items.listedElsewhere(1)).then(items.namedElsewhere(1));

        ReactiveDatabase.inTransaction(application.getBean(TransactionalOperator.class), false, read);

        assertThat(elsewhere("names")).isEqualTo("first"); // Spring loads it outside of the transaction
        assertThat(elsewhere("lists")).asList().containsExactly("first");
    }

    @Test
    void aStageIsNoPublisher() {
        assertThatThrownBy(() -> items.refused(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
