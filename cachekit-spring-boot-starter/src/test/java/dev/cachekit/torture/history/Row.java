package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened to one row, apart from reads. */
final class Row {

    /** A change as its process saw it. */
    record ChangeBy(String process, Event.Change change) {}

    /** A load as its process saw it. */
    record LoadBy(String process, Event.Load load) {}

    /** By version. */
    final TreeMap<Long, Event.Commit> commits = new TreeMap<>();

    final List<ChangeBy> changes = new ArrayList<>();
    final List<LoadBy> loads = new ArrayList<>();

    /** What every process must see. */
    final Floor everywhere = new Floor();

    /** What anybody may have seen. */
    final Floor visible = new Floor();

    /** What the process that changed the row must see. */
    final Map<String, Floor> atHome = new HashMap<>();

    /** The earliest acknowledgement of each version or a later one. */
    private final TreeMap<Long, Long> superseded = new TreeMap<>();

    void committed(Event.Commit commit) {
        commits.put(commit.version(), commit);
        visible.raise(commit.start(), commit.version());
    }

    Floor atHome(String process) {
        return atHome.computeIfAbsent(process, same -> new Floor());
    }

    void acknowledged(long version, long time) {
        superseded.merge(version, time, Math::min);
    }

    /** Once all acknowledgements are known. */
    void closeAcknowledgements() {
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<Long, Long> entry : superseded.descendingMap().entrySet()) {
            earliest = Math.min(earliest, entry.getValue());
            entry.setValue(earliest);
        }
    }

    /** How long ago, at a time, a newer version had been acknowledged. Zero if none had. */
    long staleness(long version, long time) {
        Map.Entry<Long, Long> newer = superseded.higherEntry(version);
        return newer == null ? 0 : Math.max(0, time - newer.getValue());
    }
}
