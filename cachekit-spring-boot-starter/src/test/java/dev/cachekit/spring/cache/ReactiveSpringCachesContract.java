package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachekit.spring.ReactiveDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring's cache annotations follow transactions that belong to subscribers, whatever the backend. */
abstract class ReactiveSpringCachesContract {

    /** More than a publisher that is shared holds for its subscribers. */
    private static final int MANY = 400;

    /** Rows behind Spring's cache annotations. */
    static class Items {

        private final ReactiveDatabase.Rows rows;
        private final AtomicInteger reads = new AtomicInteger();

        Items(ReactiveDatabase.Rows rows) {
            this.rows = rows;
        }

        private Mono<String> read(long id) {
            return Mono.defer(() -> {
                reads.incrementAndGet();
                return rows.name(id);
            });
        }

        @Cacheable("item")
        public Mono<String> name(long id) {
            return read(id);
        }

        @Cacheable(cacheNames = "item", sync = true)
        public Mono<String> synced(long id) {
            return read(id);
        }

        @Cacheable("items")
        public Flux<String> names(long id) {
            return read(id).flux();
        }

        @Cacheable(cacheNames = "items", sync = true)
        public Flux<String> namesSynced(long id) {
            return read(id).flux();
        }

        @Cacheable("items")
        public Flux<String> many(long id) {
            return read(id).flatMapMany(name -> Flux.range(0, MANY).map(each -> name));
        }

        @CachePut(cacheNames = "item", key = "#id")
        public Mono<String> write(long id, String name) {
            return rows.rename(id, name).thenReturn(name);
        }

        @CachePut(cacheNames = "items", key = "#id")
        public Flux<String> writeAll(long id, String name) {
            return rows.rename(id, name).thenMany(Flux.just(name));
        }

        @Transactional
        @CachePut(cacheNames = "item", key = "#id")
        public Mono<String> writeInside(long id, String name, Mono<Void> then) {
            return rows.rename(id, name).flatMap(done -> then.thenReturn(name));
        }

        @CacheEvict(cacheNames = "item", key = "#id")
        public Mono<Long> rename(long id, String name) {
            return rows.rename(id, name);
        }

        @CacheEvict(cacheNames = "item", key = "#id")
        public Flux<Long> renameStreaming(long id, String name) {
            return rows.rename(id, name).flux();
        }

        @CacheEvict(cacheNames = "item", key = "#id", beforeInvocation = true)
        public Mono<Long> renameAfterEviction(long id, String name) {
            return rows.rename(id, name);
        }

        @CacheEvict(cacheNames = "item", allEntries = true)
        public Mono<Long> renameAny(long id, String name) {
            return rows.rename(id, name);
        }

        @Transactional
        @CacheEvict(cacheNames = "item", key = "#id")
        public Mono<Long> renameInside(long id, String name, Mono<Void> then) {
            return rows.rename(id, name).flatMap(done -> then.thenReturn(done));
        }
    }

    /** Coroutines on the rows. */
    static class Coroutines {

        @Bean
        SuspendingItems suspending(ReactiveDatabase.Rows rows) {
            return new SuspendingItems(rows::name, rows::rename);
        }
    }

    enum Reading {
        MONO((world, id) -> world.items.name(id)),
        SYNCED_MONO((world, id) -> world.items.synced(id)),
        FLUX((world, id) -> world.items.names(id).single()),
        SYNCED_FLUX((world, id) -> world.items.namesSynced(id).single()),
        SUSPENDING((world, id) -> SuspendingItemCalls.name(world.suspending, id));

        private final BiFunction<ReactiveSpringCachesContract, Long, Mono<String>> call;

        Reading(BiFunction<ReactiveSpringCachesContract, Long, Mono<String>> call) {
            this.call = call;
        }

        String cache() {
            return this == FLUX || this == SYNCED_FLUX ? "items" : "item";
        }
    }

    enum Writing {
        MONO(world -> world.items.write(1, "second")),
        FLUX(world -> world.items.writeAll(1, "second").single()),
        SUSPENDING(world -> SuspendingItemCalls.write(world.suspending, 1, "second"));

        private final Function<ReactiveSpringCachesContract, Mono<String>> call;

        Writing(Function<ReactiveSpringCachesContract, Mono<String>> call) {
            this.call = call;
        }

        String cache() {
            return this == FLUX ? "items" : "item";
        }
    }

    enum Evicting {
        MONO(world -> world.items.rename(1, "second")),
        FLUX(world -> world.items.renameStreaming(1, "second").single()),
        SUSPENDING(world -> SuspendingItemCalls.rename(world.suspending, 1, "second")),
        ALL(world -> world.items.renameAny(1, "second"));

        private final Function<ReactiveSpringCachesContract, Mono<Long>> call;

        Evicting(Function<ReactiveSpringCachesContract, Mono<Long>> call) {
            this.call = call;
        }
    }

    private Items items;
    private SuspendingItems suspending;
    private ReactiveDatabase.Rows rows;

    /** An application with the rows, which runs for the whole class. */
    abstract AnnotationConfigApplicationContext application();

    static Class<?>[] beans() {
        return new Class<?>[] {ReactiveDatabase.class, Items.class, Coroutines.class};
    }

    @BeforeEach
    void begin() {
        items = application().getBean(Items.class);
        suspending = application().getBean(SuspendingItems.class);
        rows = application().getBean(ReactiveDatabase.Rows.class);
        rows.rename(1, "first").block();
        cache("item").clear();
        cache("items").clear();
    }

    private Cache cache(String name) {
        return application().getBean(CacheManager.class).getCache(name);
    }

    private <T> T inTransaction(boolean commit, Mono<T> body) {
        return ReactiveDatabase.inTransaction(application().getBean(TransactionalOperator.class), commit, body);
    }

    /** What others see. */
    private Optional<Object> cached(String cache) {
        return outside(() -> Optional.ofNullable(cache(cache).get(1L)).map(found -> found.get()));
    }

    private Mono<Optional<Object>> cachedThen(String cache) {
        return Mono.fromCallable(() -> cached(cache));
    }

    private static <T> T outside(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look).join();
    }

    private static <T> Mono<T> failure() {
        return Mono.error(new IllegalArgumentException("after the update"));
    }

    private int reads() {
        return ((Items) AopProxyUtils.getSingletonTarget(items)).reads.get();
    }

    @ParameterizedTest
    @EnumSource
    void storesWhatIsReadOutsideOfTransactions(Reading reading) {
        assertThat(reading.call.apply(this, 1L).block()).isEqualTo("first");
        assertThat(cached(reading.cache())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void storesNothingThatIsReadInATransaction(Reading reading) {
        String inside = inTransaction(false, rows.rename(1, "uncommitted").then(reading.call.apply(this, 1L)));
        assertThat(inside).isEqualTo("uncommitted");
        assertThat(cached(reading.cache())).isEmpty();
        inTransaction(true, reading.call.apply(this, 1L));
        assertThat(cached(reading.cache())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MONO", "SYNCED_MONO", "SUSPENDING"})
    void readsPastTheCacheWhatTheTransactionHasChanged(Reading reading) {
        cache("item").put(1L, "first");
        String inside = inTransaction(true, items.rename(1, "second").then(reading.call.apply(this, 1L)));
        assertThat(inside).isEqualTo("second");
        assertThat(cached("item")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void storesAWriteWhenTheTransactionIsCommittedAndNotBefore(Writing writing) {
        Optional<Object> before = inTransaction(true, writing.call.apply(this).then(cachedThen(writing.cache())));
        assertThat(before).isEmpty();
        assertThat(cached(writing.cache())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void storesNoWriteOfATransactionThatIsRolledBack(Writing writing) {
        inTransaction(false, writing.call.apply(this));
        assertThat(cached(writing.cache())).isEmpty();
        assertThat(rows.name(1).block()).isEqualTo("first");
    }

    @ParameterizedTest
    @EnumSource
    void evictsWhenTheTransactionIsCommittedAndNotBefore(Evicting evicting) {
        cache("item").put(1L, "first");
        Optional<Object> before = inTransaction(true, evicting.call.apply(this).then(cachedThen("item")));
        assertThat(before).contains("first");
        assertThat(cached("item")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheEntryWhenTheTransactionIsRolledBack(Evicting evicting) {
        cache("item").put(1L, "first");
        inTransaction(false, evicting.call.apply(this));
        assertThat(cached("item")).contains("first");
    }

    @ParameterizedTest
    @EnumSource
    void evictsAtTheEndOfAMethodOutsideOfTransactions(Evicting evicting) {
        cache("item").put(1L, "first");
        evicting.call.apply(this).block();
        assertThat(cached("item")).isEmpty();
    }

    @Test
    void anEvictionBeforeTheMethodIsRepeatedAfterTheCommit() {
        cache("item").put(1L, "first");
        Mono<Optional<Object>> refilled = Mono.fromCallable(() -> {
            Optional<Object> found = cached("item");
            outside(() -> items.name(1).block());
            return found;
        });
        Optional<Object> before =
                inTransaction(true, items.renameAfterEviction(1, "second").then(refilled));
        assertThat(before).isEmpty();
        assertThat(cached("item")).isEmpty();
    }

    @Test
    void theTransactionOfTheMethodDecides() {
        cache("item").put(1L, "first");
        assertThatThrownBy(() -> items.renameInside(1, "second", failure()).block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> items.writeInside(1, "second", failure()).block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cached("item")).contains("first");
        items.renameInside(1, "second", Mono.empty()).block();
        assertThat(cached("item")).isEmpty();
        items.writeInside(1, "third", Mono.empty()).block();
        assertThat(cached("item")).contains("third");
    }

    /** Spring's own list of a Flux may be there before its subscriber has seen the end, and after its source has. */
    private Mono<Long> readSlowly(Mono<Void> atTheFirst) {
        return items.many(1)
                .index()
                .concatMap(
                        each -> each.getT1() == 0
                                ? atTheFirst.thenReturn(each)
                                : Mono.just(each).delayElement(Duration.ofMillis(1)),
                        1)
                .count();
    }

    @Test
    void storesNothingOfATransactionWhoseSubscriberIsSlow() {
        long read = inTransaction(false, rows.rename(1, "uncommitted").then(readSlowly(Mono.empty())));
        assertThat(read).isEqualTo(MANY);
        assertThat(cached("items")).isEmpty();
    }

    @Test
    void storesNothingThatWasReadBeforeAnEvictionThoughTheSubscriberIsSlow() {
        readSlowly(Mono.fromRunnable(() -> outside(() -> cache("items").evictIfPresent(1L))))
                .block();
        assertThat(cached("items")).isEmpty();
        readSlowly(Mono.empty()).block();
        assertThat(cached("items")).isPresent();
    }

    @Test
    void aSubscriberWhoLeavesWhileElementsWaitHoldsNobodyUp() {
        items.many(1)
                .concatMap(each -> Mono.just(each).delayElement(Duration.ofMillis(1)), 1)
                .take(3)
                .blockLast();
        await().until(() -> cached("items").isPresent());
        cache("items").clear();
        assertThat(items.many(1).count().block()).isEqualTo(MANY);
        assertThat(cached("items")).isPresent();
    }

    @Test
    void whoSubscribesOutsideOfATransactionOnItsThreadActsAtOnce() {
        cache("item").put(1L, "first");
        inTransaction(
                false,
                rows.rename(2, "second")
                        .then(items.name(2))
                        .doOnNext(name -> items.rename(1, "apart").toFuture().join()));
        assertThat(cached("item")).isEmpty();
    }

    @Test
    void subscribersOfOnePublisherAreCallsOfTheirOwn() {
        cache("item").put(1L, "first");
        Mono<Long> rename = items.rename(1, "second");
        inTransaction(false, rename);
        assertThat(cached("item")).contains("first");
        inTransaction(true, rename);
        assertThat(cached("item")).isEmpty();
    }

    @Test
    void eachSubscriptionIsACall() {
        int before = reads();
        Mono<String> name = items.name(1);
        assertThat(reads()).isEqualTo(before);
        name.block();
        name.block();
        assertThat(reads()).isEqualTo(before + 1);
        items.rename(1, "second").block();
        assertThat(name.block()).isEqualTo("second");
    }

    @Test
    void aRepeatedChangeOpensItsTransactionAgain() {
        AtomicInteger attempts = new AtomicInteger();
        Mono<Void> failsOnce = Mono.defer(() -> attempts.incrementAndGet() == 1 ? failure() : Mono.empty());
        items.renameInside(1, "second", failsOnce).retry(1).block();
        assertThat(rows.name(1).block()).isEqualTo("second");
        Mono<Void> failsTwice = Mono.defer(() -> attempts.incrementAndGet() <= 4 ? failure() : Mono.empty());
        assertThatThrownBy(() ->
                        items.renameInside(1, "third", failsTwice).retry(1).block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows.name(1).block()).isEqualTo("second");
    }
}
