package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/** Whatever stands under a cache's key in Redis: what cannot be read is a miss, is counted, and is replaced. */
class UnreadableEntriesTest {

    private static final String CACHE = "people";

    private static RedisServer redis;
    private static RedissonClient client;
    private static SystemScheduler scheduler;
    private static RedissonBackend backend;

    private final AtomicInteger loads = new AtomicInteger();
    private CacheKitEngine kit;
    Cache<Long, Person> cache;

    /** The shape this application has. */
    record Person(String name, int age) {}

    /** The shape it had before. */
    record OlderPerson(String name) {}

    @BeforeAll
    static void connect() {
        redis = RedisServer.start();
        client = RedissonClients.create(NodeSettings.of(redis.url()));
        scheduler = new SystemScheduler();
        backend = RedissonBackend.create(client, "unreadable", scheduler, Duration.ofSeconds(1));
    }

    @AfterAll
    static void disconnect() {
        backend.close();
        client.shutdown();
        scheduler.close();
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.flushAll();
        kit = kit();
        cache = kit.cache(CACHE, Person.class);
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void bytesOfAnotherProgramAreReplaced() {
        redis.send("SET", key(), "{\"name\":\"written by somebody else\"}");

        assertReplaced();
    }

    @Test
    void listOfAnotherProgramIsReplaced() {
        redis.send("RPUSH", key(), "a", "b");

        assertThat(cache.get(1L, this::load)).isEqualTo(new Person("Ada", 37));
        assertThat(cache.get(1L, this::load)).isEqualTo(new Person("Ada", 37));
        assertThat(loads).hasValue(1);
    }

    @Test
    void damagedValueIsReplaced() {
        cache.put(1L, new Person("Ada", 36));
        redis.send("SETRANGE", key(), "149", "!!!!");

        assertReplaced();
    }

    @Test
    void cutValueIsReplaced() {
        cache.put(1L, new Person("Ada", 36));
        redis.send("SET", key(), String.valueOf(redis.send("GET", key())).substring(0, 154));

        assertReplaced();
    }

    @Test
    void damagedHeaderIsReplaced() {
        damageHeader();

        assertReplaced();
    }

    void damageHeader() {
        cache.put(1L, new Person("Ada", 36));
        redis.send("SETRANGE", key(), "20", "\n\n\n\n\n\n\n\n");
    }

    @Test
    void valueOfAnOlderShapeIsReplaced() {
        try (CacheKitEngine older = kit()) {
            older.<Long, OlderPerson>cache(CACHE, OlderPerson.class).put(1L, new OlderPerson("Ada"));
        }

        assertReplaced();
    }

    private void assertReplaced() {
        assertLoadedOnce();
        assertThat(cache.stats().corrupt()).isPositive();
    }

    void assertLoadedOnce() {
        assertThat(cache.get(1L, this::load)).isEqualTo(new Person("Ada", 37));
        assertThat(cache.get(1L, this::load)).isEqualTo(new Person("Ada", 37));
        assertThat(loads).hasValue(1);
    }

    private Person load(Long id) {
        loads.incrementAndGet();
        return new Person("Ada", 37);
    }

    private String key() {
        return cache.explain(1L).redisKey();
    }

    private static CacheKitEngine kit() {
        return new CacheKitBuilder()
                .app("unreadable")
                .backend(backend)
                .scheduler(scheduler)
                .build();
    }
}
