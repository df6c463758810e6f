package dev.cachekit.sample.chat;

import java.time.Instant;

/** A conversation as it stands in the list of one of its members. */
public record ConversationView(long id, String title, Instant lastMessageAt) {}
