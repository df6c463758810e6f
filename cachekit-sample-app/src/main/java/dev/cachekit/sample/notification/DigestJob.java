package dev.cachekit.sample.notification;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.cachekit.sample.jobs.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
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
            where p.created_at > :since and not exists (
                select 1 from notification n
                where n.user_id = f.follower_id and n.kind = 'DIGEST' and n.created_at > :lately)
            group by f.follower_id
            """;
    private static final Duration DAY = Duration.ofDays(1);

    /** Who was told by a run that died before it was over is not told again by the one that takes its place. */
    private static final Duration LATELY = Duration.ofHours(12);

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
                .param("since", ago(DAY))
                .param("lately", ago(LATELY))
                .query((row, n) -> new DigestLine(row.getLong("user_id"), row.getInt("posts")))
                .list();
        notifications.tell(lines);
    }

    private OffsetDateTime ago(Duration time) {
        return clock.instant().minus(time).atOffset(ZoneOffset.UTC);
    }
}
