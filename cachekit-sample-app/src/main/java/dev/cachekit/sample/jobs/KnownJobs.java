package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.ArrayList;
import java.util.List;

/** All jobs, as db-scheduler wants them: those that are queued, and those that are done by the clock. */
record KnownJobs(List<Task<?>> queued, List<RecurringTask<Void>> recurring) {

    KnownJobs {
        queued = List.copyOf(queued);
        recurring = List.copyOf(recurring);
    }

    List<Task<?>> all() {
        List<Task<?>> all = new ArrayList<>(queued);
        all.addAll(recurring);
        return all;
    }
}
