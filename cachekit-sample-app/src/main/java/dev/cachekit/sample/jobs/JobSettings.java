package dev.cachekit.sample.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are worked on.
 *
 * @param attempts how often a job is tried before it is a dead letter
 * @param backOff the wait after its first failure; doubled with each further one
 * @param poll how often a node looks for jobs that others have queued, or that are due
 * @param workers how many jobs a node works on at a time
 */
@Validated
@ConfigurationProperties("sample.jobs")
record JobSettings(
        @DefaultValue("5") @Min(1) @Max(100) int attempts,
        @DefaultValue("1s") Duration backOff,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("4") @Min(1) @Max(64) int workers) {}
