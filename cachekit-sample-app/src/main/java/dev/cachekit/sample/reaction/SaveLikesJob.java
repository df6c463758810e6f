package dev.cachekit.sample.reaction;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.cachekit.sample.jobs.ScheduledJob;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Saves, every few seconds, the numbers of posts whose likes have changed. */
@Component
class SaveLikesJob implements ScheduledJob {

    private static final Log log = LogFactory.getLog(SaveLikesJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 1_000;

    private final ReactionRows rows;
    private final LikeSaver saver;
    private final ApplicationEventPublisher events;

    SaveLikesJob(ReactionRows rows, LikeSaver saver, ApplicationEventPublisher events) {
        this.rows = rows;
        this.saver = saver;
        this.events = events;
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
        List<Long> saved = rows.uncounted(AT_ONCE).stream().filter(this::save).toList();
        if (!saved.isEmpty()) {
            events.publishEvent(new LikesSaved(saved));
        }
    }

    /** One that fails is tried again the next time, and keeps the others from nothing. */
    private boolean save(long postId) {
        try {
            saver.save(postId);
            return true;
        } catch (DataAccessException failure) {
            log.warn("Could not save how many like post " + postId, failure);
            return false;
        }
    }
}
