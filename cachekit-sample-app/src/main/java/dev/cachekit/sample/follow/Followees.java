package dev.cachekit.sample.follow;

import java.util.List;

/** Whom a user follows, by number, ascending. */
public record Followees(List<Long> ids) {}
