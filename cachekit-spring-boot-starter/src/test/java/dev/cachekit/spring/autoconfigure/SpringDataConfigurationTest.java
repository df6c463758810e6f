package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.Redisson;
import org.redisson.config.Config;
import org.redisson.spring.data.connection.RedissonConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Who is lent CacheKit's client. */
@ExtendWith(OutputCaptureExtension.class)
class SpringDataConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {
        @Bean
        RedisConnectionFactory mine() {
            return new RedissonConnectionFactory(Redisson.create(configuration()));
        }

        private static Config configuration() {
            Config config = new Config();
            config.setLazyInitialization(true);
            config.useSingleServer().setAddress(redis.url());
            return config;
        }
    }

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class, CacheKitSpringDataAutoConfiguration.class))
                .withPropertyValues(Stream.concat(Stream.of("cachekit.app=shop"), Stream.of(properties))
                        .toArray(String[]::new));
    }

    @Test
    void nobodyUnasked() {
        application("cachekit.redis.url=" + redis.url())
                .run(context -> assertThat(context).doesNotHaveBean(RedisConnectionFactory.class));
    }

    @Test
    void whoAsksHasAFactoryOnTheSameClient() {
        application("cachekit.redis.url=" + redis.url(), "cachekit.redis.spring-data.enabled=true")
                .run(context -> assertThat(context.getBean(RedisConnectionFactory.class)
                                .getConnection()
                                .ping())
                        .isEqualTo("PONG"));
    }

    @Test
    void aFactoryOfTheApplicationStaysTheOneForAllButSessions() {
        application("cachekit.redis.url=" + redis.url(), "cachekit.redis.spring-data.enabled=true")
                .withUserConfiguration(OwnFactory.class)
                .run(context -> {
                    assertThat(context.getBeanProvider(RedisConnectionFactory.class)
                                    .getIfUnique())
                            .isSameAs(context.getBean("mine"));
                    assertThat(context).hasBean("cacheKitRedisConnectionFactory");
                });
    }

    @Test
    void withoutRedisNothingIsLentAndThatIsTold(CapturedOutput output) {
        application("cachekit.backend=in-process", "cachekit.redis.spring-data.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisConnectionFactory.class));
        assertThat(output).contains("cachekit.redis.spring-data.enabled has no effect");
    }

    @Test
    void withoutRedissonsModuleTheStartStops() {
        application("cachekit.redis.url=" + redis.url(), "cachekit.redis.spring-data.enabled=true")
                .withClassLoader(new FilteredClassLoader("org.redisson.spring.data"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("cachekit.redis.spring-data.enabled: ")
                        .hasStackTraceContaining("add org.redisson:redisson-spring-data-41"));
    }
}
