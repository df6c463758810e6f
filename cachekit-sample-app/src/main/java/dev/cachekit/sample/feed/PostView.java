package dev.cachekit.sample.feed;

import java.time.Instant;

/** A post. Posts never change once published. */
public record PostView(long id, long authorId, String authorHandle, String body, Instant createdAt) {}
