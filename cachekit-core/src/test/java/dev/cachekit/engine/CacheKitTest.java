package dev.cachekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.AsyncCache;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation.State;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LoadOptions;
import dev.cachekit.Ttl;
import dev.cachekit.TypeRef;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.strategy.CacheAsideStrategy;
import dev.cachekit.strategy.WriteThroughStrategy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The front door as a user without Spring meets it. */
class CacheKitTest {

    record User(long id, String name) {}

    private final ManualScheduler time = new ManualScheduler();
    private final CacheKit kit =
            new CacheKitBuilder().scheduler(time).app("shop").build();
    private final Cache<Long, User> users = kit.cache("users", User.class);
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void close() {
        kit.close();
    }

    private User load(long id) {
        return new User(id, "name" + loads.incrementAndGet());
    }

    @Test
    void theBuilderIsFoundOnTheClassPath() {
        try (CacheKit found = CacheKit.builder().app("shop").ttl(Ttl.FOREVER).build()) {
            Cache<String, String> texts = found.cache("texts", String.class);
            assertThat(texts.get("k", String::toUpperCase)).isEqualTo("K");
            assertThat(texts.ttl("k")).isEqualTo(new Expiry.Never());
        }
    }

    @Test
    void aRecordIsLoadedOnceAndReadBackEqual() {
        assertThat(users.get(1L)).isEmpty();
        assertThat(users.get(1L, this::load)).isEqualTo(new User(1, "name1"));
        assertThat(users.get(1L, this::load)).isEqualTo(new User(1, "name1"));
        assertThat(users.get(1L)).contains(new User(1, "name1"));
    }

    @Test
    void genericTypesAreReadBackAsDeclared() {
        Cache<String, Map<String, List<User>>> teams = kit.cache("teams", new TypeRef<>() {});
        Map<String, List<User>> value = Map.of("a", List.of(new User(1, "x")));
        teams.put("k", value);
        assertThat(teams.get("k")).contains(value);
    }

    @Test
    void thatThereIsNoValueIsCachedToo() {
        assertThat(users.get(1L, id -> null)).isNull();
        assertThat(users.get(1L, this::load)).isNull();
        assertThat(users.get(1L)).isEmpty();
        assertThat(users.exists(1L)).isTrue();
    }

    @Test
    void aCheckedExceptionOfALoaderPassesUnchanged() {
        IOException failure = new IOException("database");
        assertThatThrownBy(() -> users.get(1L, id -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void lifetimesCanBeReadAndChanged() {
        users.put(1L, load(1), Duration.ofMinutes(2));
        assertThat(users.ttl(1L)).isEqualTo(new Expiry.In(Duration.ofMinutes(2)));
        assertThat(users.expire(1L, Duration.ofMinutes(9))).isTrue();
        assertThat(users.ttl(1L)).isEqualTo(new Expiry.In(Duration.ofMinutes(9)));
        assertThat(users.persist(1L)).isTrue();
        assertThat(users.ttl(1L)).isEqualTo(new Expiry.Never());
        assertThat(users.ttl(2L)).isEqualTo(new Expiry.Absent());
        assertThat(users.expire(2L, Duration.ofMinutes(9))).isFalse();
    }

    @Test
    void anEntryIsGoneAfterItsLifetime() {
        users.get(1L, this::load, LoadOptions.defaults().withTtl(Duration.ofSeconds(5)));
        assertThat(users.ttl(1L)).isEqualTo(new Expiry.In(Duration.ofSeconds(5)));
        time.advance(Duration.ofSeconds(5));
        assertThat(users.exists(1L)).isFalse();
    }

    @Test
    void jitterOnlyShortensTheLifetimeOfTheCache() {
        for (long id = 0; id < 50; id++) {
            users.put(id, load(id));
            assertThat(((Expiry.In) users.ttl(id)).remaining()).isBetween(Duration.ofMinutes(54), Duration.ofHours(1));
        }
    }

    @Test
    void putIfAbsentStoresOnlyWhereNothingIs() {
        assertThat(users.putIfAbsent(1L, new User(1, "first"))).isTrue();
        assertThat(users.putIfAbsent(1L, new User(1, "second"))).isFalse();
        assertThat(users.get(1L)).contains(new User(1, "first"));
    }

    @Test
    void manyKeysAreLoadedTogetherInTheirOrder() {
        users.put(2L, new User(2, "stored"));
        Map<Long, User> found = users.getAll(
                List.of(3L, 2L, 1L, 3L),
                missing -> missing.stream().filter(id -> id != 1).collect(Collectors.toMap(id -> id, this::load)));
        assertThat(found).containsExactly(Map.entry(3L, new User(3, "name1")), Map.entry(2L, new User(2, "stored")));
        assertThat(users.getAll(List.of(1L, 2L, 3L))).containsOnlyKeys(2L, 3L);
    }

    @Test
    void keysThatMeanTheSameAreOneEntry() {
        Cache<Object, String> texts = kit.cache("texts", String.class);
        assertThat(texts.getAll(List.of(1, 1L), missing -> {
                    Map<Object, String> values = new HashMap<>();
                    missing.forEach(key -> values.put(key, "one"));
                    return values;
                }))
                .isEqualTo(Map.of(1, "one", 1L, "one"));
        assertThat(texts.get("1")).contains("one");
    }

    @Test
    void aRefreshReplacesTheEntry() {
        users.put(1L, new User(1, "old"));
        assertThat(users.refresh(1L, this::load)).isEqualTo(new User(1, "name1"));
        assertThat(users.get(1L)).contains(new User(1, "name1"));
    }

    @Test
    void entriesAreRemovedByKeyByPatternAndAllTogether() {
        Cache<String, String> texts = kit.cache("texts", String.class);
        List.of("a:1", "a:2", "a 3", "b", "c", "d").forEach(key -> texts.put(key, key));
        texts.invalidate("b");
        texts.invalidateAll(List.of("c", "unknown"));
        texts.invalidatePattern("a *");
        assertThat(texts.getAll(List.of("a 3", "b", "c"))).isEmpty();
        assertThat(texts.exists("d")).isTrue();
        texts.clear();
        assertThat(texts.exists("d")).isFalse();
    }

    @Test
    void aWriteStoresWhatItReturns() {
        assertThat(users.write(1L, () -> load(1))).isEqualTo(new User(1, "name1"));
        assertThat(users.get(1L)).contains(new User(1, "name1"));
    }

    @Test
    void anEntryIsExplainedWithoutItsValue() {
        assertThat(users.explain(1L).state()).isEqualTo(State.ABSENT);
        users.put(1L, new User(1, "secret"));
        assertThat(users.explain(1L).state()).isEqualTo(State.VALUE);
        assertThat(users.explain(1L).toString()).doesNotContain("secret").contains("shop");
    }

    @Test
    void twoOfOneBuilderCountEachItsOwn() {
        CacheKitBuilder builder = new CacheKitBuilder();
        try (CacheKitEngine first = builder.build();
                CacheKitEngine second = builder.build()) {
            second.cache("numbers", Integer.class).get("a", key -> 1);
            assertThat(second.cache("numbers", Integer.class).stats().misses()).isOne();
            assertThat(first.cache("numbers", Integer.class).stats().misses()).isZero();
        }
    }

    @Test
    void callsAreCounted() {
        users.get(1L, this::load);
        users.get(1L, this::load);
        users.invalidate(1L);
        assertThat(users.stats().hits()).isEqualTo(1);
        assertThat(users.stats().misses()).isEqualTo(1);
        assertThat(users.stats().loads()).isEqualTo(1);
        assertThat(users.stats().invalidations()).isEqualTo(1);
    }

    @Test
    void theAsynchronousViewIsTheSameCache() throws Exception {
        AsyncCache<Long, User> async = users.async();
        Thread caller = Thread.currentThread();
        User loaded = async.get(1L, id -> {
                    assertThat(Thread.currentThread()).isNotSameAs(caller);
                    return load(id);
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(loaded).isEqualTo(new User(1, "name1"));
        assertThat(users.get(1L)).contains(loaded);
    }

    @Test
    void nullsAreRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> users.put(1L, nothing()));
        assertThatNullPointerException().isThrownBy(() -> users.putIfAbsent(1L, nothing()));
        assertThatNullPointerException().isThrownBy(() -> users.get(nothing()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a caller without checks for null may pass
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aLifetimeOfZeroIsRefused() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> users.put(1L, load(1), Duration.ZERO))
                .withMessageContainingAll("users", "PT0S", "ttl");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> users.expire(1L, Duration.ofSeconds(-1)));
    }

    @Test
    void aPatternThatMeansNothingIsRefused() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> users.invalidatePattern("[a"))
                .withMessageContaining("users");
    }

    @Test
    void oneCacheHoldsOneType() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> kit.cache("users", String.class))
                .withMessageContainingAll("users", "User", "String");
    }

    @Test
    void concurrentCallsOfASingleFlightAreOne() {
        assertThat(kit.singleFlight("report").<User>run(7, () -> load(7))).isEqualTo(new User(7, "name1"));
    }

    /** A strategy of a user's own. */
    private static final class ShortLived extends CacheAsideStrategy<String> {

        ShortLived(CacheKit kit) {
            super(kit, "short", String.class, Duration.ofHours(1));
        }

        @Override
        public Duration ttl() {
            return Duration.ofSeconds(3);
        }

        @Override
        protected Object keyOf(Object... keyParts) {
            return "tenant:" + super.keyOf(keyParts);
        }
    }

    @Test
    void aSubclassDecidesLifetimeAndKeys() {
        ShortLived strategy = new ShortLived(kit);
        assertThat(strategy.get(() -> "v", 1)).isEqualTo("v");
        assertThat(strategy.getOrDefault("none", 1)).isEqualTo("v");
        assertThat(strategy.getOrDefault("none", 2)).isEqualTo("none");
        assertThat(kit.<String, String>cache("short", String.class).ttl("tenant:1"))
                .isEqualTo(new Expiry.In(Duration.ofSeconds(3)));
        strategy.invalidate(1);
        assertThat(strategy.getOrDefault("none", 1)).isEqualTo("none");
    }

    /** A strategy of a user's own. */
    private static final class Profiles extends WriteThroughStrategy<User> {

        Profiles(CacheKit kit) {
            super(kit, "profiles", User.class);
        }

        void save(User user, Map<Long, User> database) {
            write(user, row -> database.put(row.id(), row), user.id());
        }
    }

    @Test
    void aWriteGoesToTheDatabaseFirst() {
        Map<Long, User> database = new HashMap<>();
        Profiles profiles = new Profiles(kit);
        profiles.save(new User(1, "x"), database);
        assertThat(database).containsEntry(1L, new User(1, "x"));
        assertThat(profiles.find(1)).contains(new User(1, "x"));
    }

    @Test
    void aWriteThatTheDatabaseRefusesIsNotCached() {
        WriteThroughStrategy<User> profiles = new WriteThroughStrategy<>(kit, "profiles", User.class);
        assertThatThrownBy(() -> profiles.write(
                        new User(1, "x"),
                        row -> {
                            throw new IllegalStateException("constraint");
                        },
                        1))
                .hasMessage("constraint");
        assertThat(profiles.find(1)).isEmpty();
    }
}
