package dev.cachekit.cluster;

import dev.cachekit.Cache;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.api.RedissonClient;

/** A CacheKit with a client of its own, that counts what it replays. */
final class FailoverNode implements AutoCloseable {

    private final AtomicInteger replayed = new AtomicInteger();
    private final SystemScheduler scheduler = new SystemScheduler();
    private final RedissonClient client;
    private final RedissonBackend backend;
    private final CacheKitEngine kit;

    FailoverNode(RedisSettings.Servers servers, FailoverRule rule) {
        client = RedissonClients.create(
                new RedisSettings(servers, RedisSettings.Credentials.NONE, null, ClientLimits.DEFAULT));
        backend = RedissonBackend.create(client, "failover", scheduler, Duration.ofSeconds(5));
        kit = new CacheKitBuilder()
                .app("failover")
                .backend(backend)
                .scheduler(scheduler)
                .failover(rule)
                .listener(new CacheListener() {
                    @Override
                    public void onReplayed(int count) {
                        replayed.addAndGet(count);
                    }
                })
                .build();
    }

    Cache<String, Long> cache() {
        return kit.cache("numbers", Long.class);
    }

    /** Tells whether a beat has told which primary serves what. */
    boolean knowsItsPrimaries() {
        return !kit.breakers().containsKey("unknown");
    }

    int replayed() {
        return replayed.get();
    }

    int pending() {
        return kit.strategies().invalidator().pendingCount();
    }

    @Override
    public void close() {
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
    }
}
