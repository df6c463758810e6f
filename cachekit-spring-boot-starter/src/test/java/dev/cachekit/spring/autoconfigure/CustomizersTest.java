package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Ttl;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.Credentials;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.PropertyNamingStrategies;

class CustomizersTest {

    private final List<String> asked = new ArrayList<>();

    @Order(2)
    private final class Second implements CacheKitCustomizer {
        @Override
        public void customize(dev.cachekit.engine.CacheKitBuilder builder) {
            asked.add("second");
            builder.ttl("feed", Ttl.of(Duration.ofSeconds(7)));
        }
    }

    @Order(1)
    private final class First implements CacheKitCustomizer {
        @Override
        public void customize(dev.cachekit.engine.CacheKitBuilder builder) {
            asked.add("first");
            builder.ttl("feed", Ttl.of(Duration.ofSeconds(8))).ttl(Ttl.of(Duration.ofSeconds(9)));
        }
    }

    @Test
    void customizersComeInTheirOrderAfterTheProperties() {
        Starts.with("cachekit.caches.feed.ttl=5s", "cachekit.defaults.ttl=6s")
                .withBean(Second.class, Second::new)
                .withBean(First.class, First::new)
                .run(context -> {
                    CacheKitEngine engine = context.getBean(CacheKitEngine.class);
                    assertThat(asked).containsExactly("first", "second");
                    assertThat(engine.regions().settings("feed").ttl().duration())
                            .isEqualTo(Duration.ofSeconds(7));
                    assertThat(engine.regions().settings("other").ttl().duration())
                            .isEqualTo(Duration.ofSeconds(6));
                });
    }

    @Test
    void aSwitchedOffCacheKitAsksNobody() {
        Starts.with("cachekit.enabled=false")
                .withBean(First.class, First::new)
                .run(context -> assertThat(asked).isEmpty());
    }

    @Test
    void whatACustomizerThrowsStopsTheStart() {
        Starts.with()
                .withBean(CacheKitCustomizer.class, () -> builder -> {
                    throw new IllegalStateException("not today");
                })
                .run(context -> assertThat(Starts.refusal(context)).isEqualTo("not today"));
    }

    @Test
    void theConfigurationOfTheClientIsChangedBeforeOurLimits() {
        Starts.with("cachekit.redis.url=redis://localhost:13")
                .withBean(
                        CacheKitRedissonCustomizer.class,
                        () -> config -> config.setTcpNoDelay(false)
                                .setCodec(StringCodec.INSTANCE)
                                .useSingleServer()
                                .setTimeout(60_000))
                .run(context -> {
                    Config config = context.getBean(RedissonClient.class).getConfig();
                    assertThat(config.isTcpNoDelay()).isFalse();
                    assertThat(config.getCodec()).isEqualTo(ByteArrayCodec.INSTANCE);
                    assertThat(config.useSingleServer().getTimeout()).isEqualTo(500);
                });
    }

    @Test
    void theCopyOfTheApplicationsClientIsChangedAndTheClientIsNot() {
        Starts.with()
                .withBean("theirs", RedissonClient.class, CustomizersTest::lazyClient)
                .withBean(CacheKitRedissonCustomizer.class, () -> config -> config.setTcpNoDelay(false))
                .run(context -> {
                    assertThat(context.getBean("theirs", RedissonClient.class)
                                    .getConfig()
                                    .isTcpNoDelay())
                            .isTrue();
                    assertThat(context.getBean("cacheKitRedissonClient", RedissonClient.class)
                                    .getConfig()
                                    .isTcpNoDelay())
                            .isFalse();
                });
    }

    @Test
    void credentialsMayComeFromElsewhere() {
        try (RedisServer server = RedisServer.startLocal("user shop on >hunter2 ~* &* +@all")) {
            Starts.with(
                            "cachekit.redis.url=" + server.url(),
                            "cachekit.redis.command-timeout=5s",
                            "cachekit.redis.deadline=10s")
                    .withBean(
                            CacheKitRedissonCustomizer.class,
                            () -> config -> config.setCredentialsResolver(
                                    address -> java.util.concurrent.CompletableFuture.completedFuture(
                                            new Credentials("shop", "hunter2"))))
                    .run(context -> {
                        context.getBean(CacheKit.class).counter("views").increment();
                        assertThat(String.valueOf(server.send("CLIENT", "LIST")))
                                .contains(" user=shop ");
                    });
        }
    }

    record Person(String firstName) {}

    @Test
    void theMapperOfValuesIsChanged() {
        try (RedisServer server = RedisServer.startLocal()) {
            Starts.with(
                            "cachekit.redis.url=" + server.url(),
                            "cachekit.redis.command-timeout=5s",
                            "cachekit.redis.deadline=10s")
                    .withBean(
                            CacheKitJsonCustomizer.class,
                            () -> builder -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                    .run(context -> {
                        assertThat(context).hasSingleBean(Codec.class);
                        Cache<Long, Person> people =
                                context.getBean(CacheKit.class).cache("people", Person.class);
                        people.put(1L, new Person("Ada"));
                        assertThat(people.get(1L)).contains(new Person("Ada"));
                        assertThat(server.keys())
                                .filteredOn(key -> key.endsWith(":1"))
                                .anyMatch(key ->
                                        String.valueOf(server.send("GET", key)).contains("\"first_name\":\"Ada\""));
                    });
        }
    }

    private static RedissonClient lazyClient() {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.useSingleServer().setAddress("redis://localhost:19");
        return Redisson.create(config);
    }
}
