package dev.cachekit.benchmarks.peers;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

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
                + " `cachekit.redis.command-timeout=1s`, `cachekit.redis.deadline=2s`; else defaults (TTL 1 h)";
    }

    @Override
    public boolean isNear() {
        return near;
    }

    @Override
    public Node start(Place place, Database database) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .properties(
                        "spring.application.name=shop",
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.main.register-shutdown-hook=false",
                        "cachekit.redis.url=" + place.url(),
                        "cachekit.redis.command-timeout=1s",
                        "cachekit.redis.deadline=2s",
                        "cachekit.caches." + Contestants.CACHE + ".near.enabled=" + near)
                .initializers(started -> started.getBeanFactory()
                        .registerSingleton("gatedCodec", new GatedCodec(JacksonCodec.create(), place.decoding())))
                .run();
        return new CacheKitNode(
                database, context, context.getBean(CacheKit.class).cache(Contestants.CACHE, Long.class));
    }

    /** An application that has nothing but CacheKit. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(CacheKitAutoConfiguration.class)
    static class Application {}

    private record CacheKitNode(Database database, ConfigurableApplicationContext context, Cache<Long, Long> cache)
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
