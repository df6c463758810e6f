package dev.cachekit.sample.trending;

import java.util.List;

/** The posts that got the most likes in a day, the most liked first. */
public record TrendingPosts(List<Liked> posts) {

    /** A post and how many likes it got. */
    public record Liked(long postId, long likes) {}
}
