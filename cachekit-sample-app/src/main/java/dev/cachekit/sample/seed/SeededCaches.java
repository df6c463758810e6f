package dev.cachekit.sample.seed;

import dev.cachekit.CacheKit;
import dev.cachekit.sample.analytics.Activity;
import dev.cachekit.sample.chat.ConversationList;
import dev.cachekit.sample.chat.NewestMessages;
import dev.cachekit.sample.demo.SlowReport;
import dev.cachekit.sample.feed.PostIds;
import dev.cachekit.sample.feed.PostView;
import dev.cachekit.sample.follow.Followees;
import dev.cachekit.sample.notification.NotificationList;
import dev.cachekit.sample.profile.Profile;
import dev.cachekit.sample.reaction.SavedLikes;
import dev.cachekit.sample.search.FoundPosts;
import dev.cachekit.sample.trending.TrendingPosts;
import org.springframework.stereotype.Component;

/**
 * What a Redis server may still hold of an earlier database. One in memory is gone with its process, a Redis server is
 * not: numbers given out again would find what was cached under them before.
 */
@Component
class SeededCaches {

    private final CacheKit cacheKit;

    SeededCaches(CacheKit cacheKit) {
        this.cacheKit = cacheKit;
    }

    /** Empties the caches; inside a transaction, after its commit. */
    void clear() {
        clear("profiles", Profile.class);
        clear("followees", Followees.class);
        clear("newest-posts", PostIds.class);
        clear("posts", PostView.class);
        clear("conversations", ConversationList.class);
        clear("newest-messages", NewestMessages.class);
        clear("slow-reports", SlowReport.class);
        clear("notifications", NotificationList.class);
        clear("saved-likes", SavedLikes.class);
        clear("trending", TrendingPosts.class);
        clear("search", FoundPosts.class);
        clear("activity", Activity.class);
    }

    private void clear(String cache, Class<?> type) {
        cacheKit.cache(cache, type).clear();
    }
}
