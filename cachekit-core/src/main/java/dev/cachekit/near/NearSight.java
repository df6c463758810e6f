package dev.cachekit.near;

import java.time.Duration;

/**
 * What a near cache keeps of a key, for people.
 *
 * @param state whether it is served
 * @param left how long it is kept at most; zero if there is nothing
 */
public record NearSight(State state, Duration left) {

    /** Nothing is kept. */
    public static final NearSight NOTHING = new NearSight(State.NOTHING, Duration.ZERO);

    /** Whether what is kept is served. */
    public enum State {
        /** Nothing is kept. */
        NOTHING,
        /** It is served. */
        SERVED,
        /** It is kept, but its lane is not vouched for: something may have been removed that this process has not heard of. */
        SUSPECT
    }
}
