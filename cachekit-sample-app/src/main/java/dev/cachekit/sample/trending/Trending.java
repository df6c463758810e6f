package dev.cachekit.sample.trending;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.sample.trending.TrendingPosts.Liked;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
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

    private final JdbcClient jdbc;
    private final Clock clock;

    Trending(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @CacheAside(cache = "trending", ttl = "10s", staleWhileRevalidate = "20s", staleOnError = "10m")
    public TrendingPosts top() {
        return new TrendingPosts(jdbc.sql(MOST_LIKED)
                .param("since", clock.instant().minus(PERIOD).atOffset(ZoneOffset.UTC))
                .param("limit", LIMIT)
                .query((row, n) -> new Liked(row.getLong("post_id"), row.getLong("likes")))
                .list());
    }
}
