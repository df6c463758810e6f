package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.BreakerSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.circuit-breaker}.
 *
 * @param slowCall A command that takes longer counts as failed, if two beats in a row did, too.
 * @param failureRate Percentage of failed commands among the last 20 that opens the breaker of a primary.
 * @param openFor How long the breaker stays open at most. One answered beat closes it earlier.
 */
record CircuitBreakerProperties(
        @DefaultValue("200ms") Duration slowCall,
        @DefaultValue("50") int failureRate,
        @DefaultValue("5s") Duration openFor) {

    BreakerSettings settings() {
        return new BreakerSettings(slowCall, failureRate, openFor);
    }
}
