package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.cachekit.sample.web.NotFoundException;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the workers have before them, and what they have given up. For administrators. */
@RestController
@RequestMapping("/api/jobs")
class JobsController {

    private static final int MOST_SHOWN = 100;

    private final Scheduler scheduler;
    private final DeadJobs dead;
    private final DeadJobRevival revival;

    JobsController(Scheduler scheduler, DeadJobs dead, DeadJobRevival revival) {
        this.scheduler = scheduler;
        this.dead = dead;
        this.revival = revival;
    }

    /**
     * A job in the queue.
     *
     * @param failures how often it has failed since it last succeeded
     */
    record QueuedJob(String name, String instance, Instant due, boolean running, int failures) {}

    /** The queue, at most a hundred, and how many dead letters there are. */
    record Queue(List<QueuedJob> queued, long dead) {}

    @GetMapping
    Queue queue() {
        List<QueuedJob> queued = scheduler.getScheduledExecutions().stream()
                .limit(MOST_SHOWN)
                .map(job -> new QueuedJob(
                        job.getTaskInstance().getTaskName(),
                        job.getTaskInstance().getId(),
                        job.getExecutionTime(),
                        job.isPicked(),
                        job.getConsecutiveFailures()))
                .toList();
        return new Queue(queued, dead.count());
    }

    @GetMapping("/dead")
    List<DeadJob> dead() {
        return dead.newest();
    }

    @PostMapping("/dead/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable @Positive long id) {
        if (!revival.revive(id)) {
            throw new NotFoundException("dead job", id);
        }
    }
}
