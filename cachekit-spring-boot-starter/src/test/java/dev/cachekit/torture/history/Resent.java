package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When processes had something to send again. */
final class Resent {

    /** How many waited, by process and time. */
    private final Map<String, TreeMap<Long, Long>> pending = new HashMap<>();

    private final Map<String, List<Long>> replays = new HashMap<>();

    void add(String process, Event event) {
        if (event instanceof Event.Pending some) {
            pending.computeIfAbsent(process, same -> new TreeMap<>()).put(some.at(), some.count());
        } else if (event instanceof Event.Killed killed) {
            pending.computeIfAbsent(killed.process(), same -> new TreeMap<>()).put(killed.at(), 0L);
        } else if (event instanceof Event.Replayed replayed) {
            replays.computeIfAbsent(process, same -> new ArrayList<>()).add(replayed.at());
        }
    }

    /** When everything was sent that waited at a moment: that moment if nothing did, the end of time if it never was. */
    long sentAll(String process, long at) {
        TreeMap<Long, Long> counts = pending.getOrDefault(process, new TreeMap<>());
        Map.Entry<Long, Long> then = counts.floorEntry(at);
        if (then == null || then.getValue() == 0) {
            return at;
        }
        return counts.tailMap(at, false).entrySet().stream()
                .filter(later -> later.getValue() == 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    List<Long> replays(String process) {
        return replays.getOrDefault(process, List.of());
    }
}
