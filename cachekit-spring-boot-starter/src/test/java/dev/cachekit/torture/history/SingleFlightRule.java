package dev.cachekit.torture.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two loads of one row do not overlap without an excuse. */
final class SingleFlightRule {

    private static final Comparator<Row.LoadBy> IN_TIME =
            Comparator.comparingLong(load -> load.load().start());

    private final Map<String, Row> rows;
    private final Excuses reasons;
    private final Map<String, Long> excuses = new HashMap<>();

    SingleFlightRule(Map<String, Row> rows, Excuses reasons) {
        this.rows = rows;
        this.reasons = reasons;
        rows.forEach((name, row) -> {
            row.loads.sort(IN_TIME);
            reasons.learn(name, row.loads);
        });
    }

    void check(Violations violations) {
        rows.forEach((name, row) -> check(name, row.loads, violations));
    }

    private void check(String row, List<Row.LoadBy> loads, Violations violations) {
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
        String excuse = reasons.of(row, first, second);
        if (excuse.isEmpty()) {
            violations.add(
                    Violations.Rule.SINGLE_FLIGHT,
                    first.process() + ": " + first.load().line() + " overlaps " + second.process() + ": "
                            + second.load().line());
        } else {
            excuses.merge(excuse, 1L, Long::sum);
        }
    }

    /** How often each excuse was needed. */
    Map<String, Long> excuses() {
        return excuses;
    }
}
