package dev.cachekit.redisson;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import java.time.Duration;

/** Times as the scripts take and give them: whole milliseconds, 0 for ever. */
final class Millis {

    /** A century. The server refuses times whose sum with its clock overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Millis() {}

    static long of(Ttl ttl) {
        return ttl.isForever() ? 0 : of(ttl.duration());
    }

    /** How long a value is kept: its lifetime and then its grace. */
    static long kept(Ttl ttl, Duration grace) {
        return ttl.isForever() ? 0 : Math.min(of(ttl) + grace.toMillis(), LONGEST.toMillis());
    }

    static long of(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? Math.max(1, duration.toMillis()) : LONGEST.toMillis();
    }

    /** Reads the answer of {@code PTTL}, where -1 stands for ever and -2 for no value. */
    static Expiry expiry(long pttl) {
        if (pttl == -1) {
            return new Expiry.Never();
        }
        return pttl < 0 ? new Expiry.Absent() : new Expiry.In(Duration.ofMillis(pttl));
    }
}
