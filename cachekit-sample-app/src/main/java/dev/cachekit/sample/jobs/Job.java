package dev.cachekit.sample.jobs;

/**
 * A kind of work that is done in the background. It may run twice if a node dies on the way, so it should do no harm then.
 *
 * @param <T> what one run needs to know; kept as JSON
 */
public interface Job<T> {

    /** A name that no other kind has; never changed, since queued jobs are found by it. */
    String name();

    Class<T> dataType();

    /** Does the work; an exception has it tried again later. */
    void run(T data);
}
