package dev.cachekit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A {@link RateLimiter} whose methods return at once, with a stage of what the method of the same name there returns. Obtained
 * from {@link RateLimiter#async()}; safe for use by many threads.
 *
 * <p><b>Threads.</b> Stages complete on CacheKit's executor, never on a thread of Redis, so what is attached to them may
 * block. Whoever cancels the future of a wait gives its place back.
 *
 * <p><b>Failures.</b> A stage fails with what the blocking method throws. A wrong cost is thrown at once.
 */
public interface AsyncRateLimiter {

    /**
     * Takes one permit from every band, or none at all.
     *
     * @param key what is limited
     * @return the decision
     */
    CompletionStage<Decision> tryAcquire(String key);

    /**
     * Takes permits from every band, or none at all.
     *
     * @param key what is limited
     * @param cost number of permits, positive
     * @return the decision; more than a band ever grants at once are refused
     * @throws InvalidConfigurationException if the cost is not positive
     */
    CompletionStage<Decision> tryAcquire(String key, long cost);

    /**
     * Takes permits from every band as soon as there are enough, or none at all if that takes too long. No thread waits.
     *
     * @param key what is limited
     * @param cost number of permits, positive
     * @param maxWait the longest wait, not negative
     * @return the decision; of one that is allowed, when its time has come
     * @throws InvalidConfigurationException if the cost is not positive, or the wait is negative
     */
    CompletionStage<Decision> acquire(String key, long cost, Duration maxWait);

    /**
     * Gives permits back, up to the full number of each band. Give back within the time of the bands only: permits that have
     * come back by time already would come back twice, and a window could then grant more than its permits.
     *
     * @param key what is limited
     * @param cost number of permits, positive
     * @return ends when they are back
     * @throws InvalidConfigurationException if the cost is not positive
     */
    CompletionStage<Void> credit(String key, long cost);
}
