package dev.cachekit.sample.reaction;

import java.util.List;

/** The numbers of posts have been saved, since their likes have changed. An event of the process that has done it. */
public record LikesSaved(List<Long> postIds) {}
