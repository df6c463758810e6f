package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachekit.InvalidConfigurationException;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.NullValue;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What Spring expects of a cache, whatever the backend. Values are plain: no method names the caches. */
abstract class SpringCacheContract {

    private final String key = UUID.randomUUID().toString();

    /** The manager of an application that runs for the whole class. */
    abstract CacheManager manager();

    private Cache cache() {
        return manager().getCache("contract");
    }

    private Cache cacheWithoutNulls() {
        return manager().getCache("without-nulls");
    }

    private Object content(Object key) {
        ValueWrapper found = cache().get(key);
        assertThat(found).isNotNull();
        return found.get();
    }

    @Test
    void hasItsNameAndOneNativeCache() {
        assertThat(cache().getName()).isEqualTo("contract");
        assertThat(cache()).isSameAs(cache());
        assertThat(cache().getNativeCache()).isInstanceOf(dev.cachekit.Cache.class);
        assertThat(cache().getNativeCache())
                .isSameAs(manager().getCache("contract").getNativeCache());
    }

    @Test
    void nothingIsNull() {
        assertThat(cache().get(key)).isNull();
        assertThat(cache().get(key, String.class)).isNull();
        assertThat(cache().get(key, Object.class)).isNull();
    }

    @Test
    void givesBackWhatWasPut() {
        cache().put(key, "one");

        assertThat(content(key)).isEqualTo("one");
        assertThat(cache().get(key, String.class)).isEqualTo("one");
        assertThat(cache().get(key, Object.class)).isEqualTo("one");
        assertThat(cache().get(key, (Class<?>) null)).isEqualTo("one");
    }

    @Test
    void theLaterPutStays() {
        cache().put(key, "one");
        cache().put(key, "two");

        assertThat(content(key)).isEqualTo("two");
    }

    @Test
    void aValueOfAnotherTypeThanWantedIsAnError() {
        cache().put(key, "one");

        assertThatThrownBy(() -> cache().get(key, Integer.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNullIsAnEntry() {
        cache().put(key, null);

        assertThat(content(key)).isNull();
        assertThat(cache().get(key, String.class)).isNull();
        assertThat(cache().get(key, Object.class)).isNull();
    }

    @Test
    void springsOwnNullIsANull() {
        cache().put(key, BeanUtils.instantiateClass(NullValue.class));

        assertThat(content(key)).isNull();
    }

    @Test
    void aNullWhereNoneIsStoredIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cacheWithoutNulls().put(key, null))
                .withMessageContaining("without-nulls")
                .withMessageContaining("is configured to not allow null values but null was provided");
        assertThat(cacheWithoutNulls().get(key)).isNull();
    }

    @Test
    void aLoadedNullWhereNoneIsStoredIsReturnedAndNotKept() {
        assertThat((Object) cacheWithoutNulls().get(key, () -> null)).isNull();
        assertThat((Object) cacheWithoutNulls().get(key, () -> "found")).isEqualTo("found");
    }

    @Test
    void putIfAbsentTellsWhatWasThere() {
        assertThat(cache().putIfAbsent(key, "one")).isNull();
        assertThat(cache().putIfAbsent(key, "two").get()).isEqualTo("one");
        assertThat(content(key)).isEqualTo("one");
    }

    @Test
    void putIfAbsentTakesANullForAnEntry() {
        assertThat(cache().putIfAbsent(key, null)).isNull();
        assertThat(cache().putIfAbsent(key, "two").get()).isNull();
    }

    @Test
    void evictsOneKey() {
        cache().put(key, "one");
        cache().put(key + "other", "two");

        cache().evict(key);

        assertThat(cache().get(key)).isNull();
        assertThat(content(key + "other")).isEqualTo("two");
    }

    @Test
    void evictIfPresentTellsWhetherThereWasAnEntry() {
        cache().put(key, null);

        assertThat(cache().evictIfPresent(key)).isTrue();
        assertThat(cache().evictIfPresent(key)).isFalse();
        assertThat(cache().get(key)).isNull();
    }

    @Test
    void clearsEverything() {
        cache().put("a", "one");
        cache().put("b", "two");

        cache().clear();

        assertThat(cache().get("a")).isNull();
        assertThat(cache().get("b")).isNull();
    }

    @Test
    void invalidatesEverythingAtOnce() {
        cache().put("a", "one");

        cache().invalidate();

        assertThat(cache().get("a")).isNull();
    }

    @Test
    void loadsAndKeepsTheValue() {
        assertThat((Object) cache().get(key, () -> "loaded")).isEqualTo("loaded");
        assertThat(content(key)).isEqualTo("loaded");
    }

    @Test
    void loadsAndKeepsANull() {
        assertThat((Object) cache().get(key, () -> null)).isNull();
        assertThat(content(key)).isNull();
    }

    @Test
    void loadsNothingThatIsThere() {
        cache().put(key, "there");
        cache().put(key + "null", null);

        assertThat((Object) cache().get(key, SpringCacheContract::unwanted)).isEqualTo("there");
        assertThat((Object) cache().get(key + "null", SpringCacheContract::unwanted))
                .isNull();
    }

    private static Object unwanted() {
        throw new AssertionError("loaded although it was there");
    }

    @Test
    void aFailedLoadIsAnErrorWithItsCause() {
        IOException cause = new IOException("expected");

        assertThatExceptionOfType(ValueRetrievalException.class)
                .isThrownBy(() -> cache().get(key, () -> {
                    throw cause;
                }))
                .withCause(cause)
                .satisfies(failure -> assertThat(failure.getKey()).isEqualTo(key));
        assertThat(cache().get(key)).isNull();
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
                return cache().get(key, loads::incrementAndGet);
            }));
        }

        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
        executor.shutdown();
    }

    @Test
    void retrievesWhatIsThereAndNothingElse() {
        cache().put(key, "there");
        cache().put(key + "null", null);

        assertThat(((ValueWrapper) cache().retrieve(key).join()).get()).isEqualTo("there");
        assertThat(((ValueWrapper) cache().retrieve(key + "null").join()).get()).isNull();
        assertThat((Object) cache().retrieve(key + "none").join()).isNull();
    }

    @Test
    void retrievesByALoadThatReturnsLater() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> first = cache().retrieve(key, () -> later);
        assertThat(first).isNotDone();

        later.complete("loaded");

        assertThat(first.join()).isEqualTo("loaded");
        assertThat(cache().retrieve(key, () -> CompletableFuture.<String>failedFuture(new AssertionError()))
                        .join())
                .isEqualTo("loaded");
    }

    @Test
    void aFailedRetrievalFailsAsItsLoad() {
        IOException cause = new IOException("expected");

        assertThat(cache().retrieve(key, () -> CompletableFuture.failedFuture(cause)))
                .failsWithin(java.time.Duration.ofSeconds(5))
                .withThrowableThat()
                .withCause(cause);
    }

    @Test
    void plainValuesComeBackEqualAndOfTheirKind() {
        List<Object> values = new ArrayList<>(List.of("text", 1, 2L, (short) 3, (byte) 4, 5.0, 6.0f, true));
        values.add(null);
        values.add(new java.math.BigDecimal("7.10"));
        values.add(java.math.BigInteger.TEN.pow(30));
        values.add(Double.NaN);
        values.add(Map.of("@long", "8", "@@", List.of(), "", Map.of()));
        values.add(Map.of("@long", 8L));

        cache().put(key, values);

        assertThat(content(key)).isEqualTo(values);
    }

    @Test
    void aValueThatIsTooLargeIsNotStored() {
        cache().put(key, "small");

        cache().put(key, new Random(1).ints(1 << 18).boxed().toList());

        assertThat(cache().get(key)).isNull();
    }

    @Test
    void anEventLoopDoesNotWaitForChanges() {
        Mono.fromRunnable(() -> cache().put(key, "put"))
                .subscribeOn(Schedulers.parallel())
                .block();
        await().until(() -> cache().get(key) != null);

        Mono.fromRunnable(() -> cache().evictIfPresent(key))
                .subscribeOn(Schedulers.parallel())
                .block();
        await().until(() -> cache().get(key) == null);
    }

    @Test
    void otherObjectsAreRefusedWithTheRemedy() {
        assertThatThrownBy(() -> cache().put(key, DayOfWeek.MONDAY))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cache contract")
                .hasMessageContaining("java.time.DayOfWeek")
                .hasMessageContaining("cachekit.caches.contract.type");
        assertThatThrownBy(() -> cache().put(key, Map.of(1, "one"))).hasMessageContaining("java.lang.Integer");
    }

    @Test
    void keysAreThoseOfCacheKit() {
        cache().put(new SimpleKey("a", 1), "both");
        cache().put(new SimpleKey(), "none");

        assertThat(content(new SimpleKey("a", 1L))).isEqualTo("both");
        assertThat(cache().get(new SimpleKey("a,1"))).isNull();
        assertThat(content(SimpleKey.EMPTY)).isEqualTo("none");
        assertThatThrownBy(() -> cache().get(new Object()))
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("KeyFunction");
    }

    @Test
    void aConfiguredTypeIsReadBack() {
        Cache typed = manager().getCache("days");

        typed.put(key, List.of(DayOfWeek.MONDAY));

        assertThat(typed.get(key).get()).isEqualTo(List.of(DayOfWeek.MONDAY));
        assertThatThrownBy(() -> typed.put(key, "MONDAY")).hasMessageContaining("java.util.List<java.time.DayOfWeek>");
    }
}
