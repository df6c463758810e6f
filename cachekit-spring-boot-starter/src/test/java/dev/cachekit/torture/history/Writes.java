package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which part of a cache was being changed: such a change ends the leases that it meets. */
final class Writes {

    /** How long the request of a dead writer may be under way. */
    private static final long ABANDONED = Duration.ofSeconds(8).toNanos();

    /** How far back a process remembers what it has sent. */
    private static final long JOURNAL = Duration.ofSeconds(61).toNanos();

    /** How long something that was sent may be under way without being noticed. */
    private static final long ON_THE_WAY = Duration.ofMillis(500).toNanos();

    /** A time in which leases were ended. */
    private record Span(long start, long end) {
        boolean meets(long from, long to) {
            return start <= to && end >= from;
        }
    }

    private final Promises promises;
    private final Resent resent;
    private final Map<String, List<Event.Change>> changes = new HashMap<>();
    private final Map<String, Map<Long, Event.Begun>> open = new HashMap<>();
    private final Map<String, List<Span>> spans = new HashMap<>();

    Writes(Promises promises, Resent resent) {
        this.promises = promises;
        this.resent = resent;
    }

    void begun(String process, Event.Begun begun) {
        openOf(process).put(begun.start(), begun);
    }

    void ended(String process, Event.Change change) {
        openOf(process).remove(change.start());
        changes.computeIfAbsent(process, same -> new ArrayList<>()).add(change);
    }

    /** Once all is known. Takes what was never ended for abandoned. */
    void close() {
        changes.forEach((process, all) -> {
            all.forEach(change -> add(change.row(), change.scope(), new Span(change.start(), end(process, change))));
            resent.replays(process).forEach(at -> replayed(process, at, all));
        });
        changes.clear();
        open.values()
                .forEach(begun -> begun.values()
                        .forEach(event -> add(
                                event.row(),
                                event.scope(),
                                new Span(event.start(), abandoned(event.row(), event.start())))));
        open.clear();
    }

    /** What is queued ends leases whenever it is sent, and until then its process asks for none. */
    private long end(String process, Event.Change change) {
        if (change.acknowledged()) {
            return change.end();
        }
        return Math.max(later(resent.sentAll(process, change.end())), change.start() + fence(change.row()));
    }

    private long abandoned(String row, long start) {
        return start + Math.max(ABANDONED, fence(row));
    }

    private long fence(String row) {
        return promises.of(row).fence().toNanos();
    }

    /** A process sends again what it had sent lately. */
    private void replayed(String process, long at, List<Event.Change> all) {
        Span span = new Span(at - ON_THE_WAY, later(resent.sentAll(process, at)));
        all.stream()
                .filter(change -> change.start() <= at && change.end() >= at - JOURNAL)
                .forEach(change -> add(change.row(), change.scope(), span));
    }

    private static long later(long time) {
        return time == Long.MAX_VALUE ? time : time + ON_THE_WAY;
    }

    boolean touched(String row, long from, long to) {
        return meets(row, from, to) || meets(Promises.cache(row), from, to);
    }

    private boolean meets(String what, long from, long to) {
        return spans.getOrDefault(what, List.of()).stream().anyMatch(span -> span.meets(from, to));
    }

    /** A change of more than a row counts for its whole cache: which rows carried a tag is not written down. */
    private void add(String row, Event.Scope scope, Span span) {
        String what = scope == Event.Scope.ROW ? row : Promises.cache(row);
        spans.computeIfAbsent(what, same -> new ArrayList<>()).add(span);
    }

    private Map<Long, Event.Begun> openOf(String process) {
        return open.computeIfAbsent(process, same -> new HashMap<>());
    }
}
