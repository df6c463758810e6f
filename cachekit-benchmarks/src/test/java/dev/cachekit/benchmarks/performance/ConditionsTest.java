package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void tellsTheRunTheMachineAndTheVersions() {
        assertThat(Conditions.ofScenarios(Effort.SHORT, Duration.ofSeconds(543)))
                .startsWith("The short run, which took 9.1 minutes: 4 rounds on Redis, each system for 300 ms,")
                .contains(
                        "40,000 operations and the compiler rests, or for 9.0 s",
                        "near hits 2 rounds of 600 ms",
                        "after 2.4 s")
                .contains("Java " + System.getProperty("java.version"))
                .containsPattern(
                        "\\d+ cores, \\d+ GiB of memory, a heap of up to \\d+\\.\\d GiB; Redis \\d+\\.\\d+\\.\\d+ on")
                .containsPattern(
                        "Beside CacheKit: caffeine \\d.*, spring-context \\d.*, spring-data-redis \\d.*, lettuce-core \\d")
                .containsPattern(
                        "redisson \\d.*, jetcache-core \\d.*, bucket4j\\S* \\d.*, resilience4j-ratelimiter \\d");
    }

    @Test
    void tellsThemOfLargeCachesToo() {
        assertThat(Conditions.ofLarge(Effort.LONG, Duration.ofSeconds(300)))
                .startsWith("The long run, which took 5.0 minutes: 7 rounds. Java ")
                .containsPattern(
                        "Beside CacheKit: redisson \\d\\S*, spring-data-redis \\d\\S*, lettuce-core \\d\\S*\\.$");
    }
}
