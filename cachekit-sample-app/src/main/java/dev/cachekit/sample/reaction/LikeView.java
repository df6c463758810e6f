package dev.cachekit.sample.reaction;

/**
 * How many like a post.
 *
 * @param mine whether the one who asks is among them; false for visitors
 */
public record LikeView(long postId, long count, boolean mine) {}
