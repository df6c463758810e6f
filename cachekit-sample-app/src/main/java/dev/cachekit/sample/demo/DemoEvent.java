package dev.cachekit.sample.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Something that somebody has published.
 *
 * @param id names it, on all nodes
 * @param channel what it is about
 */
public record DemoEvent(
        String id,
        String channel,
        String message,
        @JsonProperty("published_at") Instant publishedAt) {}
