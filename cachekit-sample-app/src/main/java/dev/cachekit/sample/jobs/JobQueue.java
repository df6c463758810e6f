package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where jobs are queued. Safe for use by many threads. */
@Service
public class JobQueue {

    private final Scheduler scheduler;
    private final Clock clock;

    JobQueue(Scheduler scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Queues a job, to run as soon as a worker is free; inside a transaction it is there if that commits, and only then.
     *
     * @param id tells it from others of its kind; if one with this id is queued already, nothing is done
     */
    public <T> void submit(Job<T> job, String id, T data) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(job.name(), id, data), clock.instant());
        wakeWorkers();
    }

    /** They cannot see the job before its transaction is over. */
    private void wakeWorkers() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            scheduler.triggerCheckForDueExecutions();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }
}
