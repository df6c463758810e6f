package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;

/** Work that is done by the clock, each time on one of the nodes. */
public interface ScheduledJob {

    /** A name that no other job has. */
    String name();

    Schedule schedule();

    /** Does the work; after an exception it is done at its next time. */
    void run();
}
