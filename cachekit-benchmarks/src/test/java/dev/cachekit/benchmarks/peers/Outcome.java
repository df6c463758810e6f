package dev.cachekit.benchmarks.peers;

import java.util.Locale;

/** What an interleaving came to. */
enum Outcome {
    FRESH,
    STALE,

    /** The removal threw: the application knows that the old value is still there. */
    REFUSED,

    LOADED_ONCE,
    LOADED_SIXTEEN_TIMES,

    /** What nobody expects to see. */
    LOADED_SEVERAL_TIMES;

    static Outcome ofRead(long version) {
        return version == Database.NEW ? FRESH : STALE;
    }

    static Outcome ofLoads(int loads) {
        return switch (loads) {
            case 1 -> LOADED_ONCE;
            case SixteenCallers.CALLERS -> LOADED_SIXTEEN_TIMES;
            default -> LOADED_SEVERAL_TIMES;
        };
    }

    /** Whether this is what a cache is for. */
    boolean isGood() {
        return this == FRESH || this == LOADED_ONCE;
    }

    @Override
    public String toString() {
        String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return isGood() ? text : "**" + text + "**";
    }
}
