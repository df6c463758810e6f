package dev.cachekit.spring.metrics;

import dev.cachekit.spi.Observer.Work;
import io.micrometer.observation.Observation;

/** What an observation of ours is about. Used by the threads that work on it, one after the other. */
public final class WorkContext extends Observation.Context {

    private final Work work;
    private final String subject;

    /**
     * Makes a context.
     *
     * @param work what is done
     * @param subject the name of the cache or lock, or what is asked of the store; one of few words, as its value is a
     *     key of low cardinality: beyond 200 names of one kind, all others are {@code other}
     */
    public WorkContext(Work work, String subject) {
        this.work = work;
        this.subject = subject;
    }

    /** Tells what is done. */
    public Work work() {
        return work;
    }

    /** Tells which cache or lock it is about, or what is asked of the store. */
    public String subject() {
        return subject;
    }
}
