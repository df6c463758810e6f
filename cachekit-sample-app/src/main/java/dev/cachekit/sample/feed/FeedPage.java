package dev.cachekit.sample.feed;

import java.util.List;

/**
 * One page of posts, newest first.
 *
 * @param page the number of this page; the first is 0
 * @param more whether a further page can be asked for and is not empty
 */
public record FeedPage(int page, List<PostView> posts, boolean more) {

    /** Posts on a full page. */
    public static final int SIZE = 20;

    /** The highest page number; beyond it the newest posts of one author no longer decide the order. */
    public static final int LAST = PostIds.LIMIT / SIZE - 1;
}
