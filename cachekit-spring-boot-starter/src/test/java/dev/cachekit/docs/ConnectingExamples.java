package dev.cachekit.docs;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitCustomizer;
import dev.cachekit.spring.autoconfigure.CacheKitJsonCustomizer;
import dev.cachekit.spring.autoconfigure.CacheKitRedissonCustomizer;
import dev.cachekit.spring.connection.CacheKitConnectionDetails;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.redisson.config.Credentials;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;

/** Beans around the connection and the parts, as their pages show them. */
class ConnectingExamples {

    record Tokens(String current) {}

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        // tag::redisson[]
        @Bean
        CacheKitRedissonCustomizer tokensOfTheCloud(Tokens tokens) {
            return config -> config.setCredentialsResolver(
                    address -> CompletableFuture.completedFuture(new Credentials("shop", tokens.current())));
        }
        // end::redisson[]

        // tag::customizers[]
        @Bean
        CacheKitCustomizer loadsOnThreadsOfTheirOwn() {
            return builder -> builder.background(Executors.newFixedThreadPool(8));
        }

        @Bean
        CacheKitJsonCustomizer strictNumbers() {
            return mapper -> mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        }
        // end::customizers[]
    }

    @Configuration(proxyBeanMethods = false)
    static class Announcement {

        private final RedisServer server;

        Announcement(RedisServer server) {
            this.server = server;
        }

        // tag::details[]
        @Bean
        CacheKitConnectionDetails redis() {
            return () -> "redis://" + server.host() + ":" + server.port();
        }
        // end::details[]
    }
}
