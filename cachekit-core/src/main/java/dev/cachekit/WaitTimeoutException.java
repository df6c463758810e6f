package dev.cachekit;

import java.time.Duration;

/** What another caller is doing, a load or a shared call, did not end while this caller was willing to wait. */
public class WaitTimeoutException extends CacheKitException {

    private final String awaited;
    private final Duration waited;

    /**
     * @param awaited what was waited for, by name and without its key: {@code "cache 'feed'"}
     * @param waited how long the caller waited
     */
    public WaitTimeoutException(String awaited, Duration waited) {
        super(awaited + ": the call under way did not end within " + waited + "; try again, or raise max-wait");
        this.awaited = awaited;
        this.waited = waited;
    }

    /** What was waited for, by name and without its key. */
    public String awaited() {
        return awaited;
    }

    /** How long the caller waited. */
    public Duration waited() {
        return waited;
    }
}
