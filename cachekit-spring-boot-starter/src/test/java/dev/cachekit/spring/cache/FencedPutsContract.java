package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What {@code @Cacheable} without {@code sync} puts is what was read since the last eviction, whatever the backend. */
abstract class FencedPutsContract {

    /** Reads one value, and lets something happen between the reading and the return. */
    static class Rows {

        private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        private final AtomicInteger reads = new AtomicInteger();

        private String read() {
            String read = "read " + reads.incrementAndGet();
            meanwhile.get().run();
            return read;
        }

        @Cacheable("rows")
        public String direct(long id) {
            return read();
        }

        @Cacheable("rows")
        public Optional<String> optional(long id) {
            return Optional.of(read());
        }

        @Cacheable("rows")
        public CompletableFuture<String> future(long id) {
            return CompletableFuture.supplyAsync(this::read);
        }

        @Cacheable("rows")
        public CompletableFuture<String> ready(long id) {
            return CompletableFuture.completedFuture(read());
        }

        @Cacheable("rows")
        public Mono<String> mono(long id) {
            return Mono.fromSupplier(this::read);
        }

        @Cacheable("rows")
        public Mono<String> just(long id) {
            return Mono.just(read());
        }

        @Cacheable("lists")
        public Flux<String> flux(long id) {
            return Flux.defer(() -> Flux.just(read(), "end"));
        }

        @CacheResult(cacheName = "rows")
        public String jcache(long id) {
            return read();
        }

        @Cacheable({"rows", "more"})
        public String inBoth(long id) {
            return read();
        }

        @Cacheable(cacheNames = "rows", sync = true)
        public String sync(long id) {
            return read();
        }

        @Cacheable(cacheNames = "rows", unless = "true")
        public String never(long id) {
            return read();
        }

        @Cacheable(cacheResolver = "resolver")
        public String resolved(long id) {
            return read();
        }

        @CachePut("rows")
        public String write(long id) {
            return read();
        }
    }

    /** Keeps what it was given. */
    @Component("resolver")
    static class Resolver implements CacheResolver {

        private final ObjectProvider<CacheManager> managers;
        private Cache kept;

        Resolver(ObjectProvider<CacheManager> managers) {
            this.managers = managers;
        }

        @Override
        public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
            kept = managers.getObject().getCache("rows");
            return List.of(kept);
        }
    }

    enum Shape {
        DIRECT((rows, id) -> rows.direct(id)),
        OPTIONAL((rows, id) -> rows.optional(id).get()),
        FUTURE((rows, id) -> rows.future(id).join()),
        READY((rows, id) -> rows.ready(id).join()),
        MONO((rows, id) -> rows.mono(id).block()),
        JUST((rows, id) -> rows.just(id).block()),
        FLUX((rows, id) -> rows.flux(id).collectList().block()),
        JCACHE((rows, id) -> rows.jcache(id)),
        BOTH((rows, id) -> rows.inBoth(id));

        private final BiFunction<Rows, Long, Object> call;

        Shape(BiFunction<Rows, Long, Object> call) {
            this.call = call;
        }

        Object call(Rows rows) {
            return call.apply(rows, 1L);
        }

        String cache() {
            return this == FLUX ? "lists" : "rows";
        }
    }

    private Rows rows;
    private CacheManager manager;

    /** An application with the service, which runs for the whole class. */
    abstract AnnotationConfigApplicationContext application();

    @BeforeEach
    void empty() {
        rows = application().getBean(Rows.class);
        manager = application().getBean(CacheManager.class);
        manager.getCacheNames().forEach(name -> manager.getCache(name).clear());
        meanwhile(() -> {});
    }

    private Rows target() {
        return (Rows) AopProxyUtils.getSingletonTarget(rows);
    }

    private void meanwhile(Runnable change) {
        target().meanwhile.set(change);
    }

    /** What happens once, while the method runs, on the thread of somebody else. */
    private void meanwhileElsewhere(Runnable change) {
        meanwhile(() -> {
            meanwhile(() -> {});
            CompletableFuture.runAsync(change).join();
        });
    }

    private Cache cache(String name) {
        return manager.getCache(name);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadBeforeAnEvictionIsNotStoredAfterIt(Shape shape) {
        meanwhileElsewhere(() -> cache(shape.cache()).evict(1L));

        shape.call(rows);

        assertThat(cache(shape.cache()).get(1L)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadBeforeACacheWasEmptiedIsNotStoredAfterIt(Shape shape) {
        meanwhileElsewhere(() -> cache(shape.cache()).clear());

        shape.call(rows);

        assertThat(cache(shape.cache()).get(1L)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyEvictedIsStored(Shape shape) {
        Object read = shape.call(rows);

        assertThat(cache(shape.cache()).get(1L).get()).isEqualTo(read);
        assertThat(shape.call(rows)).isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedCallHoldsNobodyUp(Shape shape) {
        meanwhile(() -> {
            throw new IllegalStateException("expected");
        });
        assertThatThrownBy(() -> shape.call(rows));
        meanwhile(() -> {});

        Object read = shape.call(rows);

        assertThat(cache(shape.cache()).get(1L).get()).isEqualTo(read);
    }

    @Test
    void everyCacheOfAnAnnotationIsFenced() {
        meanwhileElsewhere(() -> cache("more").evict(1L));

        String read = rows.inBoth(1);

        assertThat(cache("rows").get(1L).get()).isEqualTo(read);
        assertThat(cache("more").get(1L)).isNull();
    }

    @Test
    void nobodyWaitsForTheMethodOfAnother() {
        AtomicReference<String> other = new AtomicReference<>();
        meanwhileElsewhere(() -> other.set(rows.direct(1)));

        String read = rows.direct(1);

        assertThat(other.get()).isEqualTo("read " + target().reads).isNotEqualTo(read);
        assertThat(cache("rows").get(1L).get()).isEqualTo(read);
    }

    @Test
    void aMethodMayAskForItsOwnKey() {
        AtomicReference<String> inner = new AtomicReference<>();
        meanwhile(() -> {
            meanwhile(() -> {});
            inner.set(rows.sync(1) + ", " + rows.direct(1));
        });

        String read = rows.direct(1);

        assertThat(inner.get()).doesNotContain(read);
        assertThat(cache("rows").get(1L).get()).isEqualTo(read);
    }

    @Test
    void whatIsNotToBeCachedHoldsNobodyUp() {
        rows.never(1);

        assertThat(rows.sync(1)).isEqualTo(rows.direct(1));
    }

    @Test
    void whatTheMethodPutsItselfStays() {
        meanwhile(() -> cache("rows").put(1L, "put"));

        rows.direct(1);

        assertThat(cache("rows").get(1L).get()).isEqualTo("put");
    }

    @Test
    void aPutIsNoReadAndIsStoredWhateverWasEvicted() {
        meanwhile(() -> {
            throw new IllegalStateException("expected");
        });
        assertThatThrownBy(() -> rows.direct(1)).isInstanceOf(IllegalStateException.class);
        meanwhileElsewhere(() -> cache("rows").evict(1L));

        String written = rows.write(1);

        assertThat(cache("rows").get(1L).get()).isEqualTo(written);
    }

    @Test
    void aPublisherToWhichNobodySubscribesHoldsNobodyUp() {
        rows.mono(1);

        assertThat(List.of(rows.sync(1), rows.direct(1))).containsOnly("read " + target().reads);
    }

    @Test
    void aFluxThatNobodyReadsToItsEndIsStored() {
        rows.flux(1).next().block();

        await().until(() -> cache("lists").get(1L) != null);
        assertThat(cache("lists").get(1L).get()).isEqualTo(List.of("read " + target().reads, "end"));
    }

    @Test
    void whatWasReadForAFluxThatWasLeftEarlyIsNotStoredAfterAnEviction() {
        meanwhileElsewhere(() -> cache("lists").evict(1L));

        rows.flux(1).next().block();

        assertThat(cache("lists").get(1L)).isNull();
    }

    @Test
    void aFailedFluxThatWasLeftEarlyHoldsNobodyUp() {
        meanwhile(() -> {
            throw new IllegalStateException("expected");
        });
        assertThatThrownBy(() -> rows.flux(1).next().block());
        meanwhile(() -> {});

        rows.flux(1).collectList().block();

        assertThat(cache("lists").get(1L)).isNotNull();
    }

    @Test
    void aCacheThatIsKeptBeyondItsCallIsOneLikeAnyOther() {
        Cache kept = keptByACall();
        kept.evict(1L);

        kept.put(1L, "put");
        assertThat(kept.get(2L)).isNull();
        kept.put(2L, "put");

        assertThat(cache("rows").get(1L).get()).isEqualTo("put");
        assertThat(cache("rows").get(2L).get()).isEqualTo("put");
    }

    @Test
    void aCacheThatIsKeptBeyondItsCallRemembersNoLookUps() {
        CallCache kept = (CallCache) keptByACall();

        kept.get(2L);
        kept.retrieve(3L).join();

        assertThat(kept.hasMissed()).isFalse();
        assertThat(kept.fills()).isEmpty();
    }

    private Cache keptByACall() {
        Resolver resolver = application().getBean(Resolver.class);
        rows.resolved(1);
        return resolver.kept;
    }
}
