package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of a job that has failed: another attempt, each after a longer wait, and in the end a dead letter. It leaves
 * the queue in the transaction that makes it one, so that it cannot be lost in between.
 */
final class Retries<T> implements FailureHandler<T> {

    /** A longer wait than this helps nobody. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final JobSettings settings;
    private final DeadJobs dead;
    private final TransactionTemplate transaction;

    Retries(JobSettings settings, DeadJobs dead, TransactionTemplate transaction) {
        this.settings = settings;
        this.dead = dead;
        this.transaction = transaction;
    }

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<T> queue) {
        int attempts = failed.getExecution().consecutiveFailures + 1;
        if (attempts < settings.attempts()) {
            queue.reschedule(failed, failed.getTimeDone().plus(wait(attempts)));
            return;
        }
        transaction.executeWithoutResult(status -> {
            dead.keep(failed, attempts);
            queue.remove();
        });
    }

    private Duration wait(int attempts) {
        Duration wait = settings.backOff().multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
