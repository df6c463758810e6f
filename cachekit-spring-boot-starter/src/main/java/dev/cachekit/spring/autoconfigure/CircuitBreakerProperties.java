package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Below {@code cachekit.circuit-breaker}.
 *
 * @param slowCall A command that takes longer counts as failed. Not available yet.
 * @param failureRate Percentage of failed commands that opens the breaker. Not available yet.
 * @param openFor How long the breaker stays open at most. Not available yet.
 */
record CircuitBreakerProperties(
        @Nullable Duration slowCall,
        @Nullable Integer failureRate,
        @Nullable Duration openFor) {}
