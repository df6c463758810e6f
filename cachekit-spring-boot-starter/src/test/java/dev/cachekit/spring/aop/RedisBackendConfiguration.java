package dev.cachekit.spring.aop;

import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a context on a real Redis server, which the test starts and stops. */
@Configuration(proxyBeanMethods = false)
class RedisBackendConfiguration {

    private static RedisServer redis;

    static void start() {
        redis = RedisServer.start();
    }

    static void empty() {
        redis.flushAll();
    }

    static void pause() {
        redis.pause();
    }

    static void resume() {
        redis.resume();
    }

    static void kill() {
        redis.kill();
    }

    static void restart() {
        redis.restart();
    }

    static RedisServer.Monitor monitor() {
        return redis.monitor();
    }

    /** Marks the place that a monitor has reached. */
    static void say(String text) {
        redis.send("ECHO", text);
    }

    /** How many reads from its sockets the server has made. */
    static long reads() {
        return Long.parseLong(redis.info("stats").get("total_reads_processed"));
    }

    static void forgetScripts() {
        redis.flushScripts();
    }

    static void stop() {
        redis.close();
    }

    @Bean(destroyMethod = "close")
    Scheduler scheduler() {
        return new SystemScheduler();
    }

    @Bean(destroyMethod = "shutdown")
    RedissonClient client() {
        return RedissonClients.create(new RedisSettings(
                new RedisSettings.Single(redis.url()), RedisSettings.Credentials.NONE, null, ClientLimits.DEFAULT));
    }

    @Bean(destroyMethod = "close")
    Backend backend(RedissonClient client, Scheduler scheduler) {
        return RedissonBackend.create(client, "test", scheduler, Duration.ofSeconds(2));
    }
}
