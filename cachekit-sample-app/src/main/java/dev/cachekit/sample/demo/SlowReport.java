package dev.cachekit.sample.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What the slow operation makes.
 *
 * @param userId whom it is about; 0 for nobody in particular
 * @param posts how many posts the user has published, or all users have
 * @param computedAt when it was made; the same in two answers if the second came from the cache
 */
public record SlowReport(
        @JsonProperty("user_id") long userId,
        long posts,
        @JsonProperty("computed_at") Instant computedAt) {}
