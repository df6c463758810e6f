package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

/** Caches that keep the objects themselves, under keys of any type. */
class ReferenceCachesTest {

    /** A page asked for, equal by its number; CacheKit knows no text of it. */
    static class Page {
        private final int number;

        Page(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Page page && page.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** Nothing in it could be written. */
    static class Service {

        private final AtomicInteger calls = new AtomicInteger();

        @Cacheable("first")
        public Collection<Thread> all() {
            return List.of(new Thread());
        }

        @Cacheable("first")
        public Object of(Object key) {
            return new Object();
        }

        @Cacheable(cacheNames = "first", sync = true)
        public Object ofSync(Object key) {
            return new Object();
        }

        @Cacheable("first")
        public Object none(Object key) {
            calls.incrementAndGet();
            return null;
        }

        @Cacheable("first")
        public Mono<Object> later(Object key) {
            return Mono.fromSupplier(Object::new);
        }

        @Cacheable(cacheNames = "first", sync = true)
        public CompletableFuture<Object> laterSync(Object key) {
            return CompletableFuture.supplyAsync(Object::new);
        }

        @Cacheable(cacheNames = "first", sync = true)
        public Object failing(Object key) throws IOException {
            calls.incrementAndGet();
            throw new IOException("expected");
        }

        @Cacheable(cacheNames = "first", key = "#root.methodName + #root.args[0]")
        public Object byExpression(int first, int second) {
            return new Object();
        }

        @CachePut(cacheNames = "first", key = "#key")
        public Object renew(Object key) {
            return new Object();
        }

        @CacheEvict("first")
        public void evict(Object key) {}

        @CacheEvict(cacheNames = "first", beforeInvocation = true)
        public void evictFirst(Object key) {
            throw new IllegalStateException("expected");
        }

        @CacheEvict(cacheNames = "first", allEntries = true)
        public void evictAll() {}

        @Cacheable({"first", "second"})
        public Object inBoth(Object key) {
            return new Object();
        }

        @Caching(cacheable = @Cacheable(cacheNames = "first", key = "#root.methodName"), evict = @CacheEvict("second"))
        public Object oneInOneOut(Object key) {
            return new Object();
        }
    }

    private static AnnotationConfigApplicationContext application;

    private final Object key = new Object();
    private Service service;
    private Cache first;
    private Cache second;

    @BeforeAll
    static void start() {
        application = BridgedApplication.start(
                new String[] {
                    "cachekit.backend=in-process",
                    "cachekit.caches.first.store=reference",
                    "cachekit.caches.second.store=reference",
                    "cachekit.caches.without-nulls.store=reference",
                    "cachekit.caches.without-nulls.null-ttl=0"
                },
                Service.class,
                CachesInTransactionsTest.Database.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void empty() {
        CacheManager manager = application.getBean(CacheManager.class);
        service = application.getBean(Service.class);
        first = manager.getCache("first");
        second = manager.getCache("second");
        first.clear();
        second.clear();
    }

    @Test
    void theObjectItselfIsKept() {
        assertThat(service.all()).isSameAs(service.all());
        assertThat(service.of(key)).isSameAs(service.of(key)).isNotSameAs(service.of(new Object()));
        assertThat(service.of(new Page(1))).isSameAs(service.of(new Page(1))).isNotSameAs(service.of(new Page(2)));
        assertThat(service.of(null)).isSameAs(service.of(null));
        assertThat(service.byExpression(1, 2)).isSameAs(service.byExpression(1, 3));
        assertThat(first.get("byExpression1")).isNotNull();
    }

    @Test
    void everyShapeKeepsTheObjectItself() {
        Object there = service.ofSync(key);

        assertThat(service.of(key)).isSameAs(there);
        assertThat(service.later(key).block()).isSameAs(there);
        assertThat(service.laterSync(key).join()).isSameAs(there);
        assertThat(service.laterSync("a").join()).isSameAs(service.of("a"));
        assertThat(service.later("b").block()).isSameAs(service.of("b"));
    }

    @Test
    void remembersThatThereIsNothing() {
        assertThat(service.none(key)).isNull();
        assertThat(service.none(key)).isNull();

        assertThat(first.get(key)).isNotNull();
        assertThat(first.get(key).get()).isNull();
    }

    @Test
    void evictsAndRenews() {
        Object there = service.of(key);
        service.evict(key);
        Object other = service.of(key);
        assertThatThrownBy(() -> service.evictFirst(key)).isInstanceOf(IllegalStateException.class);
        assertThat(first.get(key)).isNull();
        Object third = service.renew(key);

        assertThat(other).isNotSameAs(there);
        assertThat(service.of(key)).isSameAs(third);
        service.evictAll();
        assertThat(first.get(key)).isNull();
    }

    @Test
    void severalCachesKeepTheSameObject() {
        Object there = service.inBoth(key);

        assertThat(first.get(key).get()).isSameAs(there);
        assertThat(second.get(key).get()).isSameAs(there);
        assertThat(service.oneInOneOut(key)).isSameAs(first.get("oneInOneOut").get());
        assertThat(second.get(key)).isNull();
    }

    @Test
    void failuresPassUnchanged() {
        assertThatThrownBy(() -> service.failing(key)).isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(() -> first.get(key, () -> {
                    throw new IOException("expected");
                }))
                .isInstanceOf(ValueRetrievalException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThat(first.get(key)).isNull();
    }

    @Test
    void putIfAbsentTellsWhatWasThere() {
        assertThat(first.putIfAbsent(key, -1L)).isNull();
        assertThat(first.putIfAbsent(key, -2L).get()).isEqualTo(-1L);
        assertThat(first.evictIfPresent(key)).isTrue();
        assertThat(first.evictIfPresent(key)).isFalse();
    }

    @Test
    void aNullWhereNoneIsStoredIsRefused() {
        Cache withoutNulls = application.getBean(CacheManager.class).getCache("without-nulls");

        assertThatIllegalArgumentException().isThrownBy(() -> withoutNulls.put(key, null));
        assertThat((Object) withoutNulls.get(key, () -> null)).isNull();
        assertThat((Object) withoutNulls.get(key, () -> "found")).isEqualTo("found");
    }

    @Test
    void loadsOnceForManyThreads() throws Exception {
        int threads = 10;
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(executor.submit(() -> {
                all.countDown();
                all.await();
                return first.get(key, loads::incrementAndGet);
            }));
        }

        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
        executor.shutdown();
    }

    @Test
    void aLoadThatBeganBeforeAnEvictionIsNotKept() {
        CompletableFuture<Object> old = new CompletableFuture<>();
        CompletableFuture<Object> reading = first.retrieve(key, () -> old);

        first.evict(key);
        old.complete("old");

        assertThat(reading.join()).isEqualTo("old");
        assertThat(first.get(key)).isNull();
    }

    @Test
    void changesFollowTheTransaction() {
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        first.put(key, 1);

        transaction.executeWithoutResult(status -> {
            first.put(key, 2);
            assertThat(first.get(key)).isNull();
            assertThat(CompletableFuture.supplyAsync(() -> first.get(key).get()).join())
                    .isEqualTo(1);
        });
        assertThat(first.get(key).get()).isEqualTo(2);
        transaction.executeWithoutResult(status -> {
            first.clear();
            status.setRollbackOnly();
        });
        assertThat(first.get(key).get()).isEqualTo(2);
    }

    @Test
    void namesAreThoseInUse() {
        assertThat(application.getBean(CacheManager.class).getCacheNames())
                .containsExactly("first", "second", "without-nulls");
    }
}
