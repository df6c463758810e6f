package dev.cachekit.torture.history;

import dev.cachekit.torture.history.Event.Change;
import dev.cachekit.torture.history.Event.Commit;
import dev.cachekit.torture.history.Event.Load;
import dev.cachekit.torture.history.Event.Read;
import dev.cachekit.torture.history.Event.Scope;
import dev.cachekit.torture.history.Violations.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history made by hand, of three rows with two versions each. Times are seconds. */
final class HandMadeHistory {

    static final String EXACT = "exact:1";
    static final String NEAR = "near:1";
    static final String INTENT = "intent:1";

    private static final Promises PROMISES = new Promises(
            Map.of(
                    "exact", CacheRule.exact(),
                    "fenced", CacheRule.exactWithFences(),
                    "near", CacheRule.within(Duration.ofSeconds(3)),
                    "intent", CacheRule.fromCommit(),
                    "near-intent", CacheRule.fromCommitWithin(Duration.ofSeconds(3))),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    private final Map<String, List<Event>> events = new LinkedHashMap<>();

    /** The second version is committed from 10 s to 11 s. */
    HandMadeHistory() {
        for (String row : List.of(EXACT, NEAR, INTENT)) {
            at("database", new Commit(row, 1, s(0), s(0)), new Commit(row, 2, s(10), s(11)));
        }
    }

    void at(String process, Event... noted) {
        events.computeIfAbsent(process, same -> new ArrayList<>()).addAll(List.of(noted));
    }

    /** What each process has noted so far. */
    Map<String, List<Event>> events() {
        return events;
    }

    Verdict check() {
        return Checker.check(History.of(events), PROMISES);
    }

    long violations(Rule rule) {
        return check().violations().of(rule);
    }

    static Change acknowledged(String row, long start, long end) {
        return new Change(row, Scope.ROW, 2, s(start), s(end), true);
    }

    static Change queued(String row, long start, long end) {
        return new Change(row, Scope.ROW, 2, s(start), s(end), false);
    }

    static Read read(String row, long start, long version) {
        return new Read(row, s(start), s(start), version, false);
    }

    static Load load(String row, long start, long end) {
        return new Load(row, s(start) - 1, s(start), s(end));
    }

    static long s(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
