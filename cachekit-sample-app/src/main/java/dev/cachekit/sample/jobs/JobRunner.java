package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has this node work on jobs while the application runs: from before the first request until after the last. A container
 * may be stopped and started again; a scheduler that was stopped is not, so it pauses until it is closed as a bean, which
 * waits for the jobs it works on.
 */
@Component
class JobRunner implements SmartLifecycle {

    private final Scheduler scheduler;
    private boolean started;
    private volatile boolean running;

    JobRunner(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        if (started) {
            scheduler.resume();
        } else {
            scheduler.start();
            started = true;
        }
        running = true;
    }

    @Override
    public void stop() {
        scheduler.pause();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Below that of the web server, which starts later and stops earlier. */
    @Override
    public int getPhase() {
        return 0;
    }
}
