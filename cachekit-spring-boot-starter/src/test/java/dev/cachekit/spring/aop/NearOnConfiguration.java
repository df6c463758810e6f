package dev.cachekit.spring.aop;

import static org.awaitility.Awaitility.await;

import dev.cachekit.Cache;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/** Gives the cache "item" a near cache. A context has started once that cache is seen to serve. */
@Configuration(proxyBeanMethods = false)
class NearOnConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PROBE = -1;

    private final AtomicInteger nearHits = new AtomicInteger();

    @Bean
    EngineConfiguration.Addition nearOn() {
        return builder -> builder.near("item", true).listener(new CacheListener() {
            @Override
            public void onNearHit(String cache) {
                nearHits.incrementAndGet();
            }
        });
    }

    /** A near cache serves nothing before a beat has vouched for it; a test would pass for want of one. */
    @EventListener
    void awaitNearHit(ContextRefreshedEvent started) {
        Cache<Long, String> cache =
                started.getApplicationContext().getBean(CacheKitEngine.class).cache("item", String.class);
        cache.put(PROBE, "probe");
        await().atMost(PATIENCE).until(() -> cache.get(PROBE).isPresent() && nearHits.get() > 0);
    }
}
