package dev.cachekit.sample.notification;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.cachekit.sample.jobs.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Each night: forgets notifications that nobody looks for any more. */
@Component
class ForgetNotificationsJob implements ScheduledJob {

    private static final Duration KEPT = Duration.ofDays(30);

    private final NotificationRows rows;
    private final Clock clock;

    ForgetNotificationsJob(NotificationRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-notifications";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(ZoneOffset.UTC, LocalTime.of(4, 0));
    }

    @Override
    public void run() {
        rows.forget(clock.instant().minus(KEPT));
    }
}
