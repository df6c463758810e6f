package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a history against the promises. Versions of a row are unique and grow, so every rule is one pass: no search for
 * an order that explains the history is needed.
 */
public final class Checker {

    private final Promises promises;
    private final Map<String, Row> rows = new HashMap<>();
    private final Disturbances disturbances = new Disturbances();
    private final Counts counts = new Counts();
    private final Violations violations = new Violations();
    private final Map<String, Staleness> staleness = new TreeMap<>();
    private final Resent resent = new Resent();
    private final Writes writes;

    private Checker(Promises promises) {
        this.promises = promises;
        this.writes = new Writes(promises, resent);
    }

    public static Verdict check(History history, Promises promises) {
        return new Checker(promises).check(history);
    }

    private Verdict check(History history) {
        history.forEach(this::note);
        Obligations obligations = new Obligations(promises, disturbances);
        rows.forEach((name, row) -> obligations.impose(name, row));
        history.forEach(this::read);
        writes.close();
        Excuses excuses = new Excuses(promises, disturbances, writes);
        SingleFlightRule singleFlight = new SingleFlightRule(rows, excuses);
        singleFlight.check(violations);
        BoundLoads bound = BoundLoads.before(disturbances.calm(), rows, excuses);
        return new Verdict(counts, disturbances.faultCount(), violations, staleness, singleFlight.excuses(), bound);
    }

    /** First pass: everything but reads, which are many. */
    private void note(String process, Event event) {
        counts.add(event);
        disturbances.add(process, event);
        resent.add(process, event);
        if (event instanceof Event.Commit commit) {
            row(commit.row()).committed(commit);
        } else if (event instanceof Event.Change change) {
            row(change.row()).changes.add(new Row.ChangeBy(process, change));
            writes.ended(process, change);
        } else if (event instanceof Event.Begun begun) {
            writes.begun(process, begun);
        } else if (event instanceof Event.Load load) {
            row(load.row()).loads.add(new Row.LoadBy(process, load));
        } else if (event instanceof Event.Broken) {
            violations.add(Violations.Rule.BROKEN, process + ": " + event.line());
        }
    }

    private Row row(String name) {
        return rows.computeIfAbsent(name, same -> new Row());
    }

    /** Second pass: the reads. */
    private void read(String process, Event event) {
        if (!(event instanceof Event.Read read)) {
            return;
        }
        Row row = row(read.row());
        long least =
                Math.max(row.everywhere.at(read.start()), row.atHome(process).at(read.start()));
        if (read.version() < least) {
            violations.add(
                    Violations.Rule.STALE,
                    process + " should have seen at least version " + least + ": " + read.line());
        }
        if (read.version() > row.visible.at(read.end())) {
            violations.add(Violations.Rule.FUTURE, process + " saw what was not committed: " + read.line());
        }
        counts.settled(read, disturbances.calm());
        staleness
                .computeIfAbsent(Promises.cache(read.row()), cache -> new Staleness())
                .add(row.staleness(read.version(), read.start()));
    }

    /** How many events of each kind there were. */
    static final class Counts {

        private final Map<String, Long> kinds = new TreeMap<>();

        private void add(Event event) {
            count(event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (event instanceof Event.Read read && !read.loaded()) {
                count("read-found");
            } else if (event instanceof Event.Change change && !change.acknowledged()) {
                count("change-queued");
            }
        }

        private void settled(Event.Read read, long calm) {
            if (read.start() > calm) {
                count("read-after-faults");
            }
        }

        private void count(String kind) {
            kinds.merge(kind, 1L, Long::sum);
        }

        long of(String kind) {
            return kinds.getOrDefault(kind, 0L);
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            kinds.forEach((kind, number) -> lines.add(kind + " " + number));
            return lines;
        }
    }
}
