package dev.cachekit.sample.notification;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.cachekit.sample.jobs.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each morning: tells users how much those whom they follow have published in a day. */
@Component
class DigestJob implements ScheduledJob {

    private static final String LINES = """
            select f.follower_id as user_id, count(*) as posts
            from post p join follow f on f.followee_id = p.author_id
            where p.created_at > :since group by f.follower_id
            """;
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final NotificationWriter notifications;
    private final Clock clock;

    DigestJob(JdbcClient jdbc, NotificationWriter notifications, Clock clock) {
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(ZoneOffset.UTC, LocalTime.of(7, 0));
    }

    @Override
    public void run() {
        List<DigestLine> lines = jdbc.sql(LINES)
                .param("since", clock.instant().minus(DAY).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new DigestLine(row.getLong("user_id"), row.getInt("posts")))
                .list();
        notifications.tell(lines);
    }
}
