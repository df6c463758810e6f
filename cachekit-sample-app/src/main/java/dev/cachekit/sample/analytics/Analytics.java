package dev.cachekit.sample.analytics;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.sample.analytics.Activity.ActiveUser;
import dev.cachekit.sample.analytics.Activity.Hour;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Figures that read much and change little: computed once a minute for all nodes, before the old ones expire. */
@Service
public class Analytics {

    private static final String MOST_ACTIVE = """
            select p.author_id, u.handle, count(*) as posts
            from post p join app_user u on u.id = p.author_id
            where p.created_at > :since
            group by p.author_id, u.handle order by posts desc, p.author_id limit 10
            """;
    private static final String PER_HOUR = """
            select date_trunc('hour', created_at) as hour_begin, count(*) as posts
            from post where created_at > :since
            group by date_trunc('hour', created_at) order by hour_begin
            """;
    private static final Duration PERIOD = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Analytics(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @CacheAside(cache = "activity", ttl = "1m", refreshAhead = 0.8, staleOnError = "1h")
    public Activity ofToday() {
        OffsetDateTime since = clock.instant().minus(PERIOD).atOffset(ZoneOffset.UTC);
        return new Activity(mostActive(since), perHour(since));
    }

    private List<ActiveUser> mostActive(OffsetDateTime since) {
        return jdbc.sql(MOST_ACTIVE)
                .param("since", since)
                .query((row, n) ->
                        new ActiveUser(row.getLong("author_id"), row.getString("handle"), row.getLong("posts")))
                .list();
    }

    private List<Hour> perHour(OffsetDateTime since) {
        return jdbc.sql(PER_HOUR)
                .param("since", since)
                .query((row, n) -> new Hour(
                        row.getObject("hour_begin", OffsetDateTime.class).toInstant(), row.getLong("posts")))
                .list();
    }
}
