package dev.cachekit.operation;

import java.time.Duration;
import java.util.List;

/**
 * When values are loaded anew before or beyond their expiry, and how long a load may take. Immutable.
 *
 * @param staleOnError how far beyond its expiry a value is served when loading fails; zero for never
 * @param staleExcept failures that are never hidden behind a stale value
 * @param staleWhileRevalidate how far beyond its expiry a value is served while it is reloaded; zero for never
 * @param refreshAhead the share of its lifetime after which a hit triggers a reload; zero for never
 * @param softTimeout how long a load may take before a stale value is served instead; zero for any time
 * @param hardTimeout how long a caller waits for a load at all; zero for any time
 */
public record ReloadSettings(
        Duration staleOnError,
        List<Class<? extends Throwable>> staleExcept,
        Duration staleWhileRevalidate,
        double refreshAhead,
        Duration softTimeout,
        Duration hardTimeout) {

    /** Copies the list. */
    public ReloadSettings {
        staleExcept = List.copyOf(staleExcept);
    }

    /**
     * Returns how long the store keeps values beyond their lifetime.
     *
     * @return the longest time for which a stale value may be served
     */
    public Duration grace() {
        return staleOnError.compareTo(staleWhileRevalidate) > 0 ? staleOnError : staleWhileRevalidate;
    }
}
