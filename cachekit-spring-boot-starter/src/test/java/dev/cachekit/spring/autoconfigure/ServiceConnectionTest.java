package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.connection.CacheKitConnectionDetails;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Only the container and the service are stand-ins; the Redis behind them is real. */
class ServiceConnectionTest {

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.startLocal();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final ApplicationContextRunner WITH_CONTAINER = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, CacheKitAutoConfiguration.class))
            .withPropertyValues("cachekit.redis.command-timeout=5s", "cachekit.redis.deadline=10s");

    @Test
    void aContainerTellsItsAddress() {
        WITH_CONTAINER.withUserConfiguration(Containers.class).run(context -> {
            assertThat(context).hasSingleBean(CacheKitConnectionDetails.class);
            assertThat(context.getBean(RedisConnection.class).place()).isEqualTo("the service connection");
            assertWorks(context.getBean(CacheKit.class));
        });
    }

    @Test
    void aContainerTellsItsAddressWithoutSpringData() {
        WITH_CONTAINER
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"))
                .withUserConfiguration(Containers.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(CacheKitConnectionDetails.class);
                    assertWorks(context.getBean(CacheKit.class));
                });
    }

    @Test
    void aServiceOfDockerComposeTellsItsAddress() {
        Map<Class<?>, ConnectionDetails> details =
                new ConnectionDetailsFactories(null).getConnectionDetails(source("redis:7.4"), true);

        assertThat(details).containsKey(DataRedisConnectionDetails.class);
        assertThat(details.get(CacheKitConnectionDetails.class))
                .isInstanceOfSatisfying(CacheKitConnectionDetails.class, ours -> {
                    assertThat(ours.getUrl()).isEqualTo(server.url());
                    assertThat(ours.getSslBundle()).isNull();
                });
    }

    @Test
    void anotherImageIsNoRedis() {
        assertThat(new ConnectionDetailsFactories(null).getConnectionDetails(source("redislike"), false))
                .isEmpty();
    }

    @Test
    void addressUserAndPasswordOfABeanAreUsed() {
        server.send("ACL", "SETUSER", "shop", "on", ">hunter2", "~*", "&*", "+@all");
        Starts.with("cachekit.redis.deadline=10s", "cachekit.redis.command-timeout=5s")
                .withBean(CacheKitConnectionDetails.class, () -> details("/4"))
                .run(context -> {
                    assertWorks(context.getBean(CacheKit.class));
                    assertThat(String.valueOf(server.send("CLIENT", "LIST"))).containsPattern(" db=4 .* user=shop ");
                });
    }

    @Test
    void whatIsSaidToCacheKitComesBeforeWhatIsSaidToSpringData() {
        Starts.with()
                .withBean(CacheKitConnectionDetails.class, () -> details(""))
                .withBean(DataRedisConnectionDetails.class, () -> new DataRedisConnectionDetails() {
                    @Override
                    public Standalone getStandalone() {
                        return Standalone.of("localhost", 18);
                    }
                })
                .run(context -> assertThat(context.getBean(RedissonClient.class)
                                .getConfig()
                                .useSingleServer()
                                .getAddress())
                        .isEqualTo(server.url()));
    }

    @Test
    void twoOfEqualRankAreRefused() {
        Starts.with()
                .withBean("one", CacheKitConnectionDetails.class, () -> details(""))
                .withBean("two", CacheKitConnectionDetails.class, () -> details(""))
                .run(context -> assertThat(Starts.refusal(context))
                        .isEqualTo("the service connections: CacheKit must know which one to use but was one, two;"
                                + " mark one as @Primary, or set cachekit.redis.url"));
    }

    @Test
    void aBadAddressIsToldAsThatOfTheConnection() {
        Starts.with()
                .withBean(CacheKitConnectionDetails.class, () -> () -> "http://u:hunter2@x")
                .run(context -> assertThat(Starts.refusal(context))
                        .startsWith("the service connection: an address must read redis://")
                        .doesNotContain("hunter2"));
    }

    @Test
    void sentinelsReplicasAndAddressesOfVersionSixAreUnderstood() {
        assertThat(servers(new DataRedisConnectionDetails() {
                    @Override
                    public Standalone getStandalone() {
                        return Standalone.of("::1", 6379, 2);
                    }
                }))
                .isEqualTo("Single[redis://[::1]:6379/2]");
        assertThat(servers(new DataRedisConnectionDetails() {
                    @Override
                    public MasterReplica getMasterReplica() {
                        return () -> List.of(new Node("a", 1), new Node("b", 2));
                    }
                }))
                .isEqualTo("Replicated[[a:1, b:2]]");
    }

    private static String servers(DataRedisConnectionDetails details) {
        return new DataRedisConnection(details).servers().toString();
    }

    private static void assertWorks(CacheKit kit) {
        kit.cache("users", String.class).put(1L, "Ada");
        assertThat(kit.cache("users", String.class).get(1L)).contains("Ada");
        assertThat(server.keys()).isNotEmpty();
    }

    private static CacheKitConnectionDetails details(String database) {
        return new CacheKitConnectionDetails() {
            @Override
            public String getUrl() {
                return server.url() + database;
            }

            @Override
            public String getUsername() {
                return "shop";
            }

            @Override
            public String getPassword() {
                return "hunter2";
            }
        };
    }

    private static DockerComposeConnectionSource source(String image) {
        try {
            Constructor<DockerComposeConnectionSource> made =
                    DockerComposeConnectionSource.class.getDeclaredConstructor(RunningService.class, Environment.class);
            return BeanUtils.instantiateClass(made, new Service(image), new StandardEnvironment());
        } catch (NoSuchMethodException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** As {@code docker compose} lists it. */
    private record Service(String named) implements RunningService, ConnectionPorts {

        @Override
        public String name() {
            return "cache";
        }

        @Override
        public ImageReference image() {
            return ImageReference.of(named);
        }

        @Override
        public String host() {
            return server.host();
        }

        @Override
        public ConnectionPorts ports() {
            return this;
        }

        @Override
        public Map<String, String> env() {
            return Map.of();
        }

        @Override
        public Map<String, String> labels() {
            return Map.of();
        }

        @Override
        public int get(int containerPort) {
            assertThat(containerPort).isEqualTo(6379);
            return server.port();
        }

        @Override
        public List<Integer> getAll() {
            return List.of(server.port());
        }

        @Override
        public List<Integer> getAll(String protocol) {
            return getAll();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection("redis")
        GenericContainer<?> redis() {
            return new Standing();
        }
    }

    /** A container that runs already. */
    private static final class Standing extends GenericContainer<Standing> {

        Standing() {
            super(DockerImageName.parse("redis:7.4"));
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public String getHost() {
            return server.host();
        }

        @Override
        public Integer getMappedPort(int originalPort) {
            return server.port();
        }
    }
}
