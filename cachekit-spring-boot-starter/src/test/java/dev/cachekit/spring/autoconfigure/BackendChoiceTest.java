package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Backend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Nothing listens at these addresses: a start succeeds while Redis is away. */
@ExtendWith(OutputCaptureExtension.class)
class BackendChoiceTest {

    private static final String[] ALL = {
        "cachekit.redis.config=classpath:redisson-test.yaml",
        "cachekit.redis.sentinel.master=m",
        "cachekit.redis.sentinel.nodes=localhost:11",
        "cachekit.redis.url=redis://localhost:13",
        "REDIS_URL=redis://localhost:14",
        "spring.data.redis.host=localhost",
        "spring.data.redis.port=16"
    };

    @Test
    void inProcessIfNothingTellsOfRedis() {
        Starts.with()
                .run(context ->
                        assertThat(context.getBean(Backend.class).name()).isEqualTo("in-process"));
    }

    @Test
    void inProcessIfDemandedWhateverElseThereIs() {
        Starts.with(ALL)
                .withPropertyValues("cachekit.backend=in-process")
                .withUserConfiguration(UserClient.class)
                .run(context -> {
                    assertThat(context.getBean(Backend.class).name()).isEqualTo("in-process");
                    assertThat(context).doesNotHaveBean("cacheKitRedissonClient");
                });
    }

    @Test
    void redisAtItsStandardAddressIfDemandedAndNothingTellsWhere() {
        assertPlace("the default address", "cachekit.backend=redis");
    }

    /** Without the first ones of the list the next one applies. */
    @ParameterizedTest
    @CsvSource({
        "0, cachekit.redis.config",
        "1, cachekit.redis.sentinel.nodes",
        "3, cachekit.redis.url",
        "4, REDIS_URL",
        "5, spring.data.redis"
    })
    void theFirstPlaceThatAppliesTellsTheAddress(int left, String place) {
        assertPlace(place, List.of(ALL).subList(left, ALL.length).toArray(String[]::new));
    }

    @Test
    void clusterNodesComeBeforeTheUrl() {
        assertPlace(
                "cachekit.redis.cluster.nodes",
                "cachekit.redis.cluster.nodes=localhost:12",
                "cachekit.redis.url=redis://localhost:13");
    }

    @Test
    void environmentVariableGivesTheUrl() {
        Starts.with()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of("CACHEKIT_REDIS_URL", "redis://localhost:17"))))
                .run(context -> {
                    assertThat(context.getBean(RedisConnection.class).place()).isEqualTo("cachekit.redis.url");
                    assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://localhost:17");
                });
    }

    @Test
    void serviceConnectionComesBeforeSpringData() {
        Starts.with("spring.data.redis.port=16")
                .withUserConfiguration(Announced.class)
                .run(context -> {
                    assertThat(context.getBean(RedisConnection.class).place()).isEqualTo("the service connection");
                    assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://localhost:18");
                });
    }

    @Test
    void serviceConnectionComesAfterOwnProperties() {
        Starts.with("cachekit.redis.url=redis://localhost:13")
                .withUserConfiguration(Announced.class)
                .run(context -> assertThat(
                                context.getBean(RedisConnection.class).place())
                        .isEqualTo("cachekit.redis.url"));
    }

    @Test
    void connectionDetailsOutOfDefaultsAreNoAnnouncement() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, DataRedisAutoConfiguration.class))
                .run(context ->
                        assertThat(context.getBean(Backend.class).name()).isEqualTo("in-process"));
    }

    @Test
    void springDataGivesAddressAndDatabase() {
        Starts.with("spring.data.redis.host=localhost", "spring.data.redis.port=16", "spring.data.redis.database=3")
                .run(context -> {
                    Config config = context.getBean(RedissonClient.class).getConfig();
                    assertThat(config.useSingleServer().getAddress()).isEqualTo("redis://localhost:16");
                    assertThat(config.useSingleServer().getDatabase()).isEqualTo(3);
                });
    }

    @Test
    void clientOfTheApplicationComesFirstAndIsCopied() {
        Starts.with(ALL).withUserConfiguration(UserClient.class).run(context -> {
            RedissonClient theirs = context.getBean(RedissonClient.class);
            RedissonClient ours = context.getBean("cacheKitRedissonClient", RedissonClient.class);
            assertThat(theirs).isSameAs(context.getBean("theirs"));
            assertThat(ours).isNotSameAs(theirs);
            assertThat(address(ours)).isEqualTo("redis://localhost:19");
            assertThat(context.getBean(RedisConnection.class).client()).isSameAs(ours);
        });
    }

    @Test
    void optionsThatTheClientOfTheApplicationMakesUselessAreWarnedOf(CapturedOutput output) {
        Starts.with("cachekit.redis.url=redis://localhost:13", "cachekit.redis.password=hunter2")
                .withUserConfiguration(UserClient.class)
                .run(context -> assertThat(output)
                        .contains("[cachekit.redis.url, cachekit.redis.password]: without effect,"
                                + " because the RedissonClient bean comes first")
                        .doesNotContain("hunter2"));
    }

    @Test
    void clientOfTheApplicationIsNeverClosed() {
        RedissonClient[] theirs = new RedissonClient[1];
        Starts.with()
                .withUserConfiguration(SurvivingClient.class)
                .run(context -> theirs[0] = context.getBean("theirs", RedissonClient.class));
        assertThat(theirs[0].isShutdown()).isFalse();
        theirs[0].shutdown();
    }

    @Test
    void ownClientIsClosedWithTheApplication() {
        RedissonClient[] ours = new RedissonClient[1];
        Starts.with("cachekit.redis.url=redis://localhost:13")
                .run(context -> ours[0] = context.getBean(RedissonClient.class));
        assertThat(ours[0].isShutdown()).isTrue();
    }

    @Test
    void clientOfTheApplicationIsSharedIfDemanded() {
        Starts.with("cachekit.redis.share-client=true")
                .withUserConfiguration(UserClient.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(RedissonClient.class);
                    assertThat(context.getBean(RedisConnection.class).client()).isSameAs(context.getBean("theirs"));
                });
    }

    @Test
    void twoClientsOfEqualRankAreRefused() {
        Starts.with()
                .withUserConfiguration(UserClient.class, SecondClient.class)
                .run(context -> assertThat(Starts.refusal(context))
                        .isEqualTo(
                                "the RedissonClient beans: CacheKit must know which one to use but was 2 of equal rank;"
                                        + " mark one as @Primary, or set cachekit.backend to in-process"));
    }

    @Test
    void backendOfTheApplicationReplacesAll() {
        Starts.with(ALL).withUserConfiguration(UserBackend.class).run(context -> {
            assertThat(context).hasSingleBean(Backend.class).doesNotHaveBean(RedissonClient.class);
        });
    }

    @Test
    void inProcessWorksWithoutRedisson() {
        Starts.with()
                .withClassLoader(new FilteredClassLoader("org.redisson"))
                .run(context ->
                        assertThat(context.getBean(Backend.class).name()).isEqualTo("in-process"));
    }

    @Test
    void redisWithoutRedissonIsRefused() {
        Starts.with("cachekit.redis.url=redis://localhost")
                .withClassLoader(new FilteredClassLoader("org.redisson"))
                .run(context -> assertThat(Starts.refusal(context))
                        .isEqualTo("cachekit.redis.url: the Redis backend needs Redisson on the class path"
                                + " but was Redis without Redisson;"
                                + " add org.redisson:redisson, or set cachekit.backend to in-process"));
    }

    private static void assertPlace(String place, String... properties) {
        Starts.with(properties).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Backend.class).name()).isEqualTo("redis");
            assertThat(context.getBean(RedisConnection.class).place()).isEqualTo(place);
        });
    }

    private static String address(RedissonClient client) {
        return client.getConfig().useSingleServer().getAddress();
    }

    private static RedissonClient lazyClient(int port) {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.useSingleServer().setAddress("redis://localhost:" + port);
        return Redisson.create(config);
    }

    @Configuration(proxyBeanMethods = false)
    static class UserClient {

        @Bean(destroyMethod = "shutdown")
        RedissonClient theirs() {
            return lazyClient(19);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SurvivingClient {

        @Bean(destroyMethod = "")
        RedissonClient theirs() {
            return lazyClient(19);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondClient {

        @Bean(destroyMethod = "shutdown")
        RedissonClient others() {
            return lazyClient(20);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class UserBackend {

        @Bean
        Backend backend() {
            return InProcessBackend.create(new SystemScheduler());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Announced {

        @Bean
        DataRedisConnectionDetails details() {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of("localhost", 18);
                }
            };
        }
    }
}
