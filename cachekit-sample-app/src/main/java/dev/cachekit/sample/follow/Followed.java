package dev.cachekit.sample.follow;

/** Somebody has begun to follow somebody. An event of this process. */
public record Followed(long followerId, String followerHandle, long followeeId) {}
