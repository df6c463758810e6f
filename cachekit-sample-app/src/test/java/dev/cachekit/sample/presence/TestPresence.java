package dev.cachekit.sample.presence;

import java.time.Clock;
import java.util.function.Consumer;

/** Who is online at a node that has no others. */
public final class TestPresence {

    private TestPresence() {}

    public static Presence alone(Consumer<PresenceChange> changes) {
        return new Presence(told -> {}, changes, Clock.systemUTC());
    }
}
