package dev.cachekit.sample.trending;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.sample.reaction.LikesSaved;
import dev.cachekit.sample.trending.TrendingPosts.Liked;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The trending board. It is expensive and may be a few seconds old: everybody is given the cached one, also while one caller
 * in the cluster makes a new one, and while that fails.
 */
@Service
public class Trending {

    private static final String MOST_LIKED = """
            select post_id, count(*) as likes from reaction
            where liked and changed_at > :since
            group by post_id order by likes desc, post_id desc limit :limit
            """;
    private static final Duration PERIOD = Duration.ofDays(1);
    private static final int LIMIT = 10;

    private static final String BOARD = "board";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<String, TrendingPosts> cache;

    Trending(JdbcClient jdbc, Clock clock, CacheKit cacheKit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.cache = cacheKit.cache("trending", TrendingPosts.class);
    }

    @CacheAside(
            cache = "trending",
            key = "'" + BOARD + "'",
            ttl = "10s",
            staleWhileRevalidate = "20s",
            staleOnError = "10m")
    public TrendingPosts top() {
        return mostLiked();
    }

    /** The job that saves likes has just finished its work: whoever reads next is given the new board and makes none. */
    @EventListener
    public void refresh(LikesSaved saved) {
        cache.put(BOARD, mostLiked());
    }

    private TrendingPosts mostLiked() {
        return new TrendingPosts(jdbc.sql(MOST_LIKED)
                .param("since", clock.instant().minus(PERIOD).atOffset(ZoneOffset.UTC))
                .param("limit", LIMIT)
                .query((row, n) -> new Liked(row.getLong("post_id"), row.getLong("likes")))
                .list());
    }
}
