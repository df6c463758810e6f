package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What Spring's annotations do, whatever the backend. */
abstract class CachingAnnotationsContract {

    record Item(long id, String name) {}

    static class Missing extends IOException {
        private static final long serialVersionUID = 1L;
    }

    interface Finder<T> {
        @Cacheable("generic")
        T find(long id);
    }

    /** Each call gives another name. */
    @CacheConfig(cacheNames = "items")
    static class Items implements Finder<Item> {

        private final AtomicInteger calls = new AtomicInteger();

        private Item item(long id) {
            return new Item(id, "n" + calls.incrementAndGet());
        }

        @Override
        public Item find(long id) {
            return item(id);
        }

        @Cacheable
        public Item byId(long id) {
            return item(id);
        }

        @Cacheable(sync = true)
        public Item byIdSync(long id) {
            return item(id);
        }

        @Cacheable(sync = true)
        public Item failing(long id) throws Missing {
            calls.incrementAndGet();
            throw new Missing();
        }

        @Cacheable(sync = true)
        public Item broken(long id) {
            calls.incrementAndGet();
            throw new AssertionError("broken");
        }

        @Cacheable
        public Item none(long id) {
            calls.incrementAndGet();
            return null;
        }

        @Cacheable(unless = "#result.id == 13", condition = "#id != 12")
        public Item sometimes(long id) {
            return item(id);
        }

        @Cacheable
        public Optional<Item> optional(long id) {
            return id < 0 ? Optional.empty() : Optional.of(item(id));
        }

        @Cacheable
        public CompletableFuture<Item> future(long id) {
            return CompletableFuture.supplyAsync(() -> item(id));
        }

        @Cacheable(sync = true)
        public CompletableFuture<Item> futureSync(long id) {
            return CompletableFuture.supplyAsync(() -> item(id));
        }

        @Cacheable
        public Mono<Item> mono(long id) {
            return Mono.fromSupplier(() -> item(id));
        }

        @Cacheable(sync = true)
        public Mono<Item> monoSync(long id) {
            return Mono.fromSupplier(() -> item(id));
        }

        @CachePut(key = "#item.id")
        public Item save(Item item) {
            return item;
        }

        @CacheEvict
        public void remove(long id) {}

        @CacheEvict
        public void removeAndFail(long id) {
            throw new IllegalStateException("expected");
        }

        @CacheEvict(beforeInvocation = true)
        public void removeFirstAndFail(long id) {
            throw new IllegalStateException("expected");
        }

        @CacheEvict(allEntries = true)
        public void removeAll() {}

        @CacheEvict(allEntries = true, beforeInvocation = true)
        public void removeAllFirst() {}

        @Cacheable(cacheNames = "lists")
        public List<Item> list(String kind, int page) {
            return List.of(item(page));
        }

        @Cacheable(cacheNames = "fluxes")
        public Flux<Item> flux(int size) {
            return Flux.range(0, size).map(this::item);
        }

        @Cacheable(cacheNames = {"one", "other"})
        public Item inBoth(long id) {
            return item(id);
        }

        @Caching(
                evict = {@CacheEvict("one"), @CacheEvict("other")},
                put = @CachePut)
        public Item renew(long id) {
            return item(id);
        }
    }

    private Items items;
    private CacheManager manager;

    /** An application with the service, which runs for the whole class. */
    abstract AnnotationConfigApplicationContext application();

    @BeforeEach
    void empty() {
        items = application().getBean(Items.class);
        manager = application().getBean(CacheManager.class);
        manager.getCacheNames().forEach(name -> manager.getCache(name).clear());
    }

    /** A proxy has fields of its own. */
    private int calls() {
        return ((Items) AopProxyUtils.getSingletonTarget(items)).calls.get();
    }

    private int callsOf(Runnable work) {
        int before = calls();
        work.run();
        return calls() - before;
    }

    @Test
    void callsTheMethodOncePerKey() {
        Item first = items.byId(1);

        assertThat(items.byId(1)).isEqualTo(first).isNotSameAs(first);
        assertThat(items.byId(2)).isNotEqualTo(first);
        assertThat(items.byIdSync(1)).isEqualTo(first);
    }

    @Test
    void everyShapeSharesTheEntry() {
        Item first = items.byIdSync(1);

        assertThat(items.optional(1)).contains(first);
        assertThat(items.future(1).join()).isEqualTo(first);
        assertThat(items.futureSync(1).join()).isEqualTo(first);
        assertThat(items.mono(1).block()).isEqualTo(first);
        assertThat(items.monoSync(1).block()).isEqualTo(first);
    }

    @Test
    void everyShapeFillsTheEntry() {
        assertThat(items.future(1).join()).isEqualTo(items.byId(1));
        assertThat(items.futureSync(2).join()).isEqualTo(items.byId(2));
        assertThat(items.mono(3).block()).isEqualTo(items.byId(3));
        assertThat(items.monoSync(4).block()).isEqualTo(items.byId(4));
        assertThat(items.optional(5)).contains(items.byId(5));
    }

    @Test
    void manyElementsAreCachedAsTheirList() {
        List<Item> first = items.flux(3).collectList().block();

        assertThat(items.flux(3).collectList().block()).isEqualTo(first).hasSize(3);
        assertThat(items.list("new", 7)).isEqualTo(items.list("new", 7));
        assertThat(items.list("old", 7)).isNotEqualTo(items.list("new", 7));
    }

    @Test
    void remembersThatThereIsNothing() {
        assertThat(callsOf(() -> {
                    assertThat(items.none(1)).isNull();
                    assertThat(items.none(1)).isNull();
                    assertThat(items.optional(-2)).isEmpty();
                    assertThat(items.mono(1).block()).isNull();
                }))
                .isEqualTo(1);
    }

    @Test
    void conditionsDecide() {
        assertThat(items.sometimes(12)).isNotEqualTo(items.sometimes(12));
        assertThat(items.sometimes(13)).isNotEqualTo(items.sometimes(13));
        assertThat(items.sometimes(14)).isEqualTo(items.sometimes(14));
    }

    @Test
    void putsWhatTheMethodReturns() {
        items.byId(1);

        Item saved = items.save(new Item(1, "saved"));

        assertThat(items.byId(1)).isEqualTo(saved);
    }

    @Test
    void evictsAfterTheMethodUnlessItFails() {
        Item first = items.byId(1);

        assertThatThrownBy(() -> items.removeAndFail(1)).isInstanceOf(IllegalStateException.class);
        assertThat(items.byId(1)).isEqualTo(first);
        items.remove(1);
        assertThat(items.byId(1)).isNotEqualTo(first);
    }

    @Test
    void evictsBeforeTheMethodEvenIfItFails() {
        Item first = items.byId(1);

        assertThatThrownBy(() -> items.removeFirstAndFail(1)).isInstanceOf(IllegalStateException.class);

        assertThat(items.byId(1)).isNotEqualTo(first);
    }

    @Test
    void evictsAll() {
        Item first = items.byId(1);
        items.removeAll();
        Item second = items.byId(1);
        items.removeAllFirst();

        assertThat(second).isNotEqualTo(first);
        assertThat(items.byId(1)).isNotEqualTo(second);
    }

    @Test
    void severalCachesTakeTheSameValue() {
        Item first = items.inBoth(1);
        manager.getCache("one").evict(1L);

        assertThat(items.inBoth(1)).isEqualTo(first);
        Item renewed = items.renew(1);
        assertThat(items.byId(1)).isEqualTo(renewed);
        assertThat(items.inBoth(1)).isNotEqualTo(first);
    }

    @Test
    void failuresPassUnchangedAndAreNotCached() {
        assertThat(callsOf(() -> {
                    assertThatThrownBy(() -> items.failing(1)).isExactlyInstanceOf(Missing.class);
                    assertThatThrownBy(() -> items.failing(1)).isExactlyInstanceOf(Missing.class);
                    assertThatThrownBy(() -> items.broken(1)).isExactlyInstanceOf(AssertionError.class);
                }))
                .isEqualTo(3);
    }

    @Test
    void typeVariablesAreThoseOfTheBean() {
        assertThat(items.find(1)).isEqualTo(items.find(1));
    }

    @Test
    void allCachesAreNamed() {
        assertThat(manager.getCacheNames()).contains("items", "lists", "fluxes", "one", "other", "generic");
    }
}
