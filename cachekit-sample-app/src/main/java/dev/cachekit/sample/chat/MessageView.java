package dev.cachekit.sample.chat;

import java.time.Instant;

/** A message. */
public record MessageView(long id, long senderId, String body, Instant sentAt) {}
