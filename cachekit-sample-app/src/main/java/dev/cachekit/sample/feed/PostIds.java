package dev.cachekit.sample.feed;

import java.util.List;

/** The numbers of an author's newest posts, newest first: at most {@link #LIMIT}. */
public record PostIds(List<Long> ids) {

    /** How many posts of one author are kept, and so how far back a home feed is exact. */
    public static final int LIMIT = 100;
}
