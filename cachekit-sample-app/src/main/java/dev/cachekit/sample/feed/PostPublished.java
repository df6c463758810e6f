package dev.cachekit.sample.feed;

/** A post that followers are to be told of. */
public record PostPublished(long postId, long authorId) {}
