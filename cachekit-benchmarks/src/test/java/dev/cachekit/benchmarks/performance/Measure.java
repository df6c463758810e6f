package dev.cachekit.benchmarks.performance;

import java.util.Locale;

/** What the gate compares, and by how much it may differ from run to run. */
enum Measure {
    /**
     * How many times as fast CacheKit is as another system. Ratios on shared machines differ that much from run to run; what is
     * found here is a step, not a drift.
     */
    RATIO("times as fast as") {
        @Override
        boolean isWorse(Quartiles now, double before) {
            return now.upper() < before * (1 - 0.25);
        }
    },

    /**
     * What CacheKit allocates. It does not depend on how fast the machine is; where callers share requests, it differs by up to
     * 4 % from run to run. A near hit has less than a small object to spare.
     */
    BYTES("bytes per operation of") {
        @Override
        boolean isWorse(Quartiles now, double before) {
            return now.lower() > before + Math.max(24, before * 0.1);
        }
    },

    /**
     * The commands that Redis runs for CacheKit. How many callers share one, and heartbeats, make up to 0.15 of a command from
     * run to run; a command that each operation sends in addition is one.
     */
    COMMANDS("commands per operation of") {
        @Override
        boolean isWorse(Quartiles now, double before) {
            return now.lower() > before + 0.25;
        }
    };

    private final String description;

    Measure(String description) {
        this.description = description;
    }

    /** Whether even the better rounds are beyond what differs anyway. */
    abstract boolean isWorse(Quartiles now, double before);

    /** Its name in the baseline. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return description;
    }
}
