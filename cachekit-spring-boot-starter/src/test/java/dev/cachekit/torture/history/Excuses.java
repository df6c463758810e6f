package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Why two loads of one row may overlap: something ended the lease of the first, or the second was not given one. */
final class Excuses {

    /** The caller of a reload beside the old value is not known, hence not when the lease was asked for. */
    private static final long ASKED_EARLIER = Duration.ofSeconds(1).toNanos();

    /** How long a request may be held on its way whose process has given it up. */
    private static final long UNDER_WAY = Duration.ofSeconds(8).toNanos();

    /** The store is given so long to answer to a fill. */
    private static final long FILLING = Duration.ofMillis(1_500).toNanos();

    static final String NONE = "";
    private static final String CHANGE = "overlapped a change";
    private static final String FAULT = "overlapped a fault of a server";
    private static final String OWN_FAULT = "overlapped a fault of a node that loaded";
    private static final String NO_ANSWER = "came from a process that got no answer from the store";
    private static final String GIVEN_UP = "followed a lease that was given up";
    private static final String WAITED = "waited as long as allowed";

    private final Promises promises;
    private final Disturbances disturbances;
    private final Writes writes;
    private final Map<String, TreeSet<Long>> givenUp = new HashMap<>();

    Excuses(Promises promises, Disturbances disturbances, Writes writes) {
        this.promises = promises;
        this.disturbances = disturbances;
        this.writes = writes;
    }

    /**
     * Notes which leases were given up. A process that gets no answer gives its lease back without a value, and then
     * every process that waited for it loads once.
     */
    void learn(String row, List<Row.LoadBy> loads) {
        TreeSet<Long> times = givenUp.computeIfAbsent(row, same -> new TreeSet<>());
        for (Row.LoadBy by : loads) {
            times.add(disturbances.failure(
                    by.process(), "lease", asked(by), by.load().start()));
            times.add(disturbances.failure(
                    by.process(), "fill", by.load().end(), by.load().end() + FILLING));
        }
    }

    /** Why two loads may overlap; empty if they may not. */
    String of(String row, Row.LoadBy first, Row.LoadBy second) {
        long from = Math.min(asked(first), asked(second));
        long to = second.load().start();
        if (writes.touched(row, from, to)) {
            return CHANGE;
        }
        if (disturbances.lostLeases(from, to)) {
            return FAULT;
        }
        if (disturbances.lostLeasesOf(first.process(), from, to)
                || disturbances.lostLeasesOf(second.process(), from, to)) {
            return OWN_FAULT;
        }
        if (hadNoAnswer(first) || hadNoAnswer(second)) {
            return NO_ANSWER;
        }
        return isGivenUp(row, from, to) ? GIVEN_UP : waited(row, second);
    }

    /** Without an answer a load runs without a lease. */
    private boolean hadNoAnswer(Row.LoadBy by) {
        return disturbances.failure(
                        by.process(), Disturbances.ANY, asked(by), by.load().start())
                != Long.MAX_VALUE;
    }

    private boolean isGivenUp(String row, long from, long to) {
        Long last = givenUp.getOrDefault(row, new TreeSet<>()).floor(to);
        return last != null && last >= from - UNDER_WAY;
    }

    private String waited(String row, Row.LoadBy second) {
        long waited = second.load().start() - second.load().asked();
        return waited >= promises.of(row).maxWait().toNanos() ? WAITED : NONE;
    }

    private static long asked(Row.LoadBy by) {
        Event.Load load = by.load();
        return load.asked() == load.start() ? load.start() - ASKED_EARLIER : load.asked();
    }
}
