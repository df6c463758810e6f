package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two loads of one row overlap only if something ended the lease of the first, or the second was not given one. */
final class SingleFlightRule {

    /** A request that was given up may have been lost this long before its failure is written down. */
    private static final long AROUND_FAILURE = Duration.ofSeconds(2).toNanos();

    private static final String CHANGE = "overlapped a change";
    private static final String FAULT = "overlapped a fault";
    private static final String NO_ANSWER = "a process got no answer from the store";
    private static final String WAITED = "waited as long as allowed";

    private final Promises promises;
    private final Disturbances disturbances;
    private final Writes writes;
    private final Map<String, Long> excuses = new HashMap<>();

    SingleFlightRule(Promises promises, Disturbances disturbances, Writes writes) {
        this.promises = promises;
        this.disturbances = disturbances;
        this.writes = writes;
        writes.close();
    }

    void check(String row, List<Row.LoadBy> loads, Violations violations) {
        loads.sort(Comparator.comparingLong(load -> load.load().start()));
        for (int i = 1; i < loads.size(); i++) {
            Row.LoadBy second = loads.get(i);
            for (int j = i - 1; j >= 0 && j > i - 20; j--) {
                Row.LoadBy first = loads.get(j);
                if (first.load().end() > second.load().start()) {
                    judge(row, first, second, violations);
                }
            }
        }
    }

    private void judge(String row, Row.LoadBy first, Row.LoadBy second, Violations violations) {
        String excuse = excuse(row, first, second);
        if (excuse.isEmpty()) {
            violations.add(
                    Violations.Rule.SINGLE_FLIGHT,
                    first.process() + ": " + first.load().line() + " overlaps " + second.process() + ": "
                            + second.load().line());
        } else {
            excuses.merge(excuse, 1L, Long::sum);
        }
    }

    private String excuse(String row, Row.LoadBy first, Row.LoadBy second) {
        long from = Math.min(first.load().asked(), second.load().asked());
        long to = second.load().start();
        if (writes.touched(row, from, to)) {
            return CHANGE;
        }
        if (disturbances.excused(from, to)) {
            return FAULT;
        }
        if (failedAround(first.process(), from, to) || failedAround(second.process(), from, to)) {
            return NO_ANSWER;
        }
        long waited = second.load().start() - second.load().asked();
        return waited >= promises.of(row).maxWait().toNanos() ? WAITED : "";
    }

    private boolean failedAround(String process, long from, long to) {
        return disturbances.failed(process, from - AROUND_FAILURE, to + AROUND_FAILURE);
    }

    /** How often each excuse was needed. */
    Map<String, Long> excuses() {
        return excuses;
    }
}
