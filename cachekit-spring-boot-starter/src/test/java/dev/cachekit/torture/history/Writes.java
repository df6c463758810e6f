package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which part of a cache was being changed: such a change ends the leases that it meets. */
final class Writes {

    /** The longest time that a fence keeps fills away whose writer is dead, or could not tell the store. */
    private static final long ABANDONED = Duration.ofSeconds(61).toNanos();

    /** A time in which leases were ended. */
    private record Span(long start, long end) {
        boolean meets(long from, long to) {
            return start <= to && end >= from;
        }
    }

    private final Promises promises;
    private final Map<String, Map<Long, Event.Begun>> open = new HashMap<>();
    private final Map<String, List<Span>> spans = new HashMap<>();

    Writes(Promises promises) {
        this.promises = promises;
    }

    void begun(String process, Event.Begun begun) {
        openOf(process).put(begun.start(), begun);
    }

    void ended(String process, Event.Change change) {
        openOf(process).remove(change.start());
        boolean fenceStays = !change.acknowledged() && promises.of(change.row()).fenced();
        long end = fenceStays ? change.start() + ABANDONED : change.end();
        add(change.row(), change.scope(), new Span(change.start(), end));
    }

    /** Takes what was never ended for abandoned. */
    void close() {
        open.values()
                .forEach(begun -> begun.values()
                        .forEach(event ->
                                add(event.row(), event.scope(), new Span(event.start(), event.start() + ABANDONED))));
        open.clear();
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
