package dev.cachekit.sample.feed;

import dev.cachekit.sample.follow.Follows;
import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.web.NotFoundException;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * The home feed of a user: the posts of those they follow, newest first.
 *
 * <p><b>Why a page of it is fresh.</b> A home feed is not cached as such. It is put together, at each read, from three
 * things that are: whom the user follows, the numbers of each author's newest posts, and the posts themselves. So
 *
 * <pre>{@code feed(u) = merge(newest(a) for a in followees(u))}</pre>
 *
 * and each part has exactly one kind of writer, which knows its one key: publishing by {@code a} changes
 * {@code newest(a)} and nothing else; following or unfollowing by {@code u} changes {@code followees(u)} and nothing
 * else; a post never changes. When the writer has answered, its key is invalidated, and a read that starts later sees
 * the write, whoever reads and however many follow.
 *
 * <p>Caching the feed of each user instead would make a post by someone with a million followers invalidate a million
 * entries, and the list of those followers, read at one moment, would miss the one who follows at the next: a stale
 * feed for as long as it lives. Here the price is paid by the reader: one batch read for the authors and one for the
 * posts, however many they are.
 */
@Service
public class HomeFeed {

    private final KnownUsers users;
    private final Follows follows;
    private final FeedPages pages;

    HomeFeed(KnownUsers users, Follows follows, FeedPages pages) {
        this.users = users;
        this.follows = follows;
        this.pages = pages;
    }

    /**
     * A page of the user's home feed, from 0 to {@link FeedPage#LAST}.
     *
     * @throws NotFoundException if there is no such user
     */
    public FeedPage page(long userId, int page) {
        users.require(userId);
        return pages.page(follows.followees(userId).ids(), page);
    }

    /**
     * A page of the user's own posts.
     *
     * @throws NotFoundException if there is no such user
     */
    public FeedPage ownPage(long userId, int page) {
        users.require(userId);
        return pages.page(List.of(userId), page);
    }
}
