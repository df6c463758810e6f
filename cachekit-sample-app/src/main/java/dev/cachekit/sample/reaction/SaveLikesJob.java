package dev.cachekit.sample.reaction;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.cachekit.sample.jobs.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Saves, every few seconds, the numbers of posts whose likes have changed. */
@Component
class SaveLikesJob implements ScheduledJob {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 1_000;

    private final ReactionRows rows;
    private final LikeSaver saver;

    SaveLikesJob(ReactionRows rows, LikeSaver saver) {
        this.rows = rows;
        this.saver = saver;
    }

    @Override
    public String name() {
        return "save-likes";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(PAUSE);
    }

    @Override
    public void run() {
        rows.uncounted(AT_ONCE).forEach(saver::save);
    }
}
