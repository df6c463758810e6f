package dev.cachekit.sample.reaction;

/**
 * How many like a post, as it was saved last.
 *
 * @param version grows by one each time it is saved; the likes since then are in a counter of that version
 */
public record SavedLikes(long postId, long count, long version) {}
