package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.FlightContract;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonFlightStoreTest extends FlightContract {

    private static final KeyNames NAMES = new KeyNames("shop");

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected FlightStore store() {
        return REDIS.backend().backend.flights();
    }

    @Override
    protected void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    @Override
    protected Duration outcomeLifetime(FlightKey key, Token flight) {
        return Duration.ofMillis((Long) REDIS.server().send("PTTL", NAMES.outcome(key, flight)));
    }

    @Test
    void aFlightAloneIsTwoCommandsAndLeavesNothing() {
        fly("warm");
        try (Monitor monitor = REDIS.server().monitor()) {
            FlightKey key = fly("alone");
            REDIS.server().send("ECHO", "the end");
            assertThat(monitor.linesUntil("the end"))
                    .filteredOn(line -> !line.contains(" lua]") && line.contains("report:alone"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"EVALSHA\""));
            assertThat(REDIS.server().keys()).doesNotContain(NAMES.flight(key));
        }
    }

    @Test
    void aFlightThatNobodyEndsPassesAway() {
        FlightKey key = new FlightKey("report", "dead");
        Answers.of(store().enter(key, Sample.token(), null, Duration.ofSeconds(3)));

        assertThat((Long) REDIS.server().send("PTTL", NAMES.flight(key))).isBetween(1L, 3_000L);
    }

    private FlightKey fly(String text) {
        FlightKey key = new FlightKey("report", text);
        Token leader = Sample.token();
        Answers.of(store().enter(key, leader, null, Duration.ofSeconds(3)));
        Answers.of(store().finish(key, leader, leader, null));
        return key;
    }
}
