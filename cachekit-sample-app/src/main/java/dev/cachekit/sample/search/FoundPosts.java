package dev.cachekit.sample.search;

import java.util.List;

/** The numbers of posts found, the newest first. */
public record FoundPosts(List<Long> postIds) {}
