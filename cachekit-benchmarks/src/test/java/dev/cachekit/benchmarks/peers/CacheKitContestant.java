package dev.cachekit.benchmarks.peers;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.spi.Codec;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/**
 * CacheKit.
 *
 * @param near whether values are also kept in the node
 */
record CacheKitContestant(boolean near) implements Contestant {

    private static final long KEY = 1;

    @Override
    public String name() {
        return near ? "CacheKit, near cache" : "CacheKit";
    }

    @Override
    public String version() {
        return "this build, " + Versions.of("org.redisson", "redisson");
    }

    @Override
    public String settings() {
        return "`cachekit.caches.prices.near.enabled=" + near + "`,"
                + " `cachekit.redis.command-timeout=2s`, `cachekit.redis.deadline=4s`,"
                + " `cachekit.circuit-breaker.slow-call=2s`; else defaults (TTL 1 h)";
    }

    @Override
    public boolean isNear() {
        return near;
    }

    @Override
    public Node start(Place place, Database database) {
        // No SpringApplication: it sets up the logging of the whole JVM, and nodes start at the same time.
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> properties = Map.of(
                "spring.application.name",
                "shop",
                "cachekit.redis.url",
                place.url(),
                "cachekit.redis.command-timeout",
                "2s",
                "cachekit.redis.deadline",
                "4s",
                "cachekit.circuit-breaker.slow-call",
                "2s",
                "cachekit.caches." + Contestants.CACHE + ".near.enabled",
                near);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", properties));
        context.registerBean(Codec.class, () -> new GatedCodec(JacksonCodec.create(), place.decoding()));
        context.register(Application.class);
        context.refresh();
        return new CacheKitNode(
                database, context, context.getBean(CacheKit.class).cache(Contestants.CACHE, Long.class));
    }

    /** An application that has nothing but CacheKit. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(CacheKitAutoConfiguration.class)
    static class Application {}

    private record CacheKitNode(Database database, AnnotationConfigApplicationContext context, Cache<Long, Long> cache)
            implements Node {

        @Override
        public long read() {
            return cache.get(KEY, key -> database.load());
        }

        @Override
        public void remove() {
            cache.invalidate(KEY);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
