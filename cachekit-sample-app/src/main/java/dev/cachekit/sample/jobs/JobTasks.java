package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

/** Jobs as db-scheduler wants them. */
final class JobTasks {

    private JobTasks() {}

    static <T> OneTimeTask<T> of(Job<T> job, FailureHandler<T> onFailure) {
        return Tasks.oneTime(job.name(), job.dataType())
                .onFailure(onFailure)
                .execute((instance, context) -> job.run(instance.getData()));
    }

    static RecurringTask<Void> of(ScheduledJob job) {
        return Tasks.recurring(job.name(), job.schedule()).execute((instance, context) -> job.run());
    }
}
