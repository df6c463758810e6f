package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetadataTest {

    @Test
    void everyPropertyIsDescribed() throws IOException {
        assertThat(properties())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString())
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({
        "cachekit.enabled, true",
        "cachekit.backend, auto",
        "cachekit.app, ${spring.application.name}",
        "cachekit.redis.url, redis://localhost:6379/0",
        "cachekit.redis.command-timeout, 500ms",
        "cachekit.redis.connect-timeout, 2s",
        "cachekit.redis.deadline, 1s",
        "cachekit.redis.retries, 0",
        "cachekit.redis.pool-size, 4",
        "cachekit.redis.share-client, false",
        "cachekit.defaults.ttl, 1h",
        "cachekit.defaults.null-ttl, 30s",
        "cachekit.defaults.jitter, 0.1",
        "cachekit.defaults.near.max-size, 10000",
        "cachekit.health.redis-down-status, UP"
    })
    void defaultsAreDeclared(String name, String value) throws IOException {
        assertThat(properties())
                .filteredOn(property -> property.path("name").asString().equals(name))
                .singleElement()
                .satisfies(property ->
                        assertThat(property.path("defaultValue").asString()).isEqualTo(value));
    }

    private static List<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return List.copyOf(
                    JsonMapper.shared().readTree(metadata).path("properties").values());
        }
    }
}
