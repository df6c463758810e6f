package dev.cachekit.sample.search;

import java.time.Instant;

/** A message found. */
public record FoundMessage(
        long id, long conversationId, String conversation, String sender, String body, Instant sentAt) {}
