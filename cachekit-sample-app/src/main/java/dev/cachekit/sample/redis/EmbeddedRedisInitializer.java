package dev.cachekit.sample.redis;

import java.io.IOException;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a Redis server for an application that names none, and tells CacheKit its address; where the server cannot
 * run, CacheKit's in-process backend takes its place.
 *
 * <p>An initializer of the context, not a bean and not a post-processor of the environment: it runs after the
 * environment is complete and before CacheKit's auto-configuration reads the address, and it can hand the server to the
 * context. Being the first singleton, the server is the last one to be destroyed, after CacheKit has closed.
 */
final class EmbeddedRedisInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Log log = LogFactory.getLog(EmbeddedRedisInitializer.class);
    private static final String BEAN = "embeddedRedis";

    /** The port for other nodes to know; without it any free one is taken. */
    private static final String PORT = "sample.redis.port";

    private final RedisBinary binary;

    EmbeddedRedisInitializer() {
        this(RedisBinary.fromJar());
    }

    EmbeddedRedisInitializer(RedisBinary binary) {
        this.binary = binary;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (ConfiguredBackend.isIn(context.getEnvironment())) {
            return;
        }
        int port = context.getEnvironment().getProperty(PORT, Integer.class, EmbeddedRedis.ANY_PORT);
        try {
            EmbeddedRedis redis = EmbeddedRedis.start(binary, port);
            stopWith(context, redis);
            set(context, "cachekit.redis.url", redis.url());
            log.info("Started an embedded Redis server at " + redis.url() + "; set REDIS_URL to use your own");
        } catch (IOException | RuntimeException failure) {
            if (port != EmbeddedRedis.ANY_PORT) {
                throw new IllegalStateException(
                        PORT + ": no Redis server can be started on port " + port + " (" + failure.getMessage()
                                + "); choose a free port, or leave the property out",
                        failure);
            }
            set(context, "cachekit.backend", "in-process");
            log.warn("No embedded Redis server here (" + failure.getMessage()
                    + "): caching inside this process only; set REDIS_URL to use a Redis server");
        }
    }

    private static void set(ConfigurableApplicationContext context, String property, String value) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(BEAN, Map.of(property, value)));
    }

    private static void stopWith(ConfigurableApplicationContext context, EmbeddedRedis redis) {
        // The bean ends it with the context, the handler when the start is broken off before the context is up.
        SpringApplication.getShutdownHandlers().add(redis::close);
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, redis);
        beans.registerDisposableBean(BEAN, (DisposableBean) redis::close);
    }
}
