package dev.cachekit.sample.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration of Redis that the deployment brings. */
class RedisSettingsTest {

    private static final Path FILE = Path.of("../deploy/redis/redis.conf");

    @Test
    void aRealServerTakesEverySetting() throws IOException {
        List<String> settings = Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(settings).contains("maxmemory-policy volatile-lru").hasSizeGreaterThan(4);
        try (RedisServer redis = RedisServer.startLocal(settings.toArray(String[]::new))) {
            assertThat(redis.url()).startsWith("redis://");
        }
    }
}
