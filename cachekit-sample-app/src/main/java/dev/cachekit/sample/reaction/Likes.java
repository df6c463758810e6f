package dev.cachekit.sample.reaction;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.sample.feed.PostView;
import dev.cachekit.sample.notification.NotificationKind;
import dev.cachekit.sample.notification.NotificationWriter;
import dev.cachekit.sample.reaction.ReactionRows.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Likes and what they count. The counter to raise is chosen before the row is written: if the number is saved in between,
 * the row may or may not be in it, and the counter that was chosen is read by nobody any more. So a like is never counted
 * twice; at worst it shows when the number is saved next.
 */
@Service
public class Likes {

    private final ReactionRows rows;
    private final LikeCounts counts;
    private final NotificationWriter notifications;

    Likes(ReactionRows rows, LikeCounts counts, NotificationWriter notifications) {
        this.rows = rows;
        this.counts = counts;
        this.notifications = notifications;
    }

    /**
     * The user likes the post; doing so twice counts once.
     *
     * @throws RateLimitExceededException if the user likes and stops liking too often
     */
    @RateLimited(name = "likes", key = "#userId", permits = 120, per = "1m")
    public void like(PostView post, long userId) {
        String counter = counts.counterOf(post.id());
        Change change = rows.like(post.id(), userId);
        if (change != Change.NONE) {
            counts.add(counter, 1);
        }
        if (change == Change.FIRST && post.authorId() != userId) {
            notifications.tell(List.of(post.authorId()), NotificationKind.LIKED, userId, post.id());
        }
    }

    /**
     * The user does not like the post any more.
     *
     * @throws RateLimitExceededException as {@link #like}
     */
    @RateLimited(name = "likes", key = "#userId", permits = 120, per = "1m")
    public void unlike(PostView post, long userId) {
        String counter = counts.counterOf(post.id());
        if (rows.unlike(post.id(), userId)) {
            counts.add(counter, -1);
        }
    }

    /**
     * How many like the posts, of those that exist.
     *
     * @param userId who asks, or null for a visitor
     */
    public List<LikeView> of(Collection<Long> postIds, @Nullable Long userId) {
        Map<Long, Long> numbers = counts.of(postIds);
        Set<Long> mine = userId == null || numbers.isEmpty() ? Set.of() : rows.likedBy(userId, numbers.keySet());
        return numbers.entrySet().stream()
                .map(one -> new LikeView(one.getKey(), one.getValue(), mine.contains(one.getKey())))
                .toList();
    }
}
