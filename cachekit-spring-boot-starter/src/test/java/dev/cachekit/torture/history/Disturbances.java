package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was broken when, as the processes noted it. */
final class Disturbances {

    private final List<Event.Fault> faults = new ArrayList<>();
    private final List<Event.Failover> failovers = new ArrayList<>();
    private final Map<String, Long> deaths = new HashMap<>();
    private final Map<String, List<Long>> storeFailures = new HashMap<>();
    private long calm = Long.MAX_VALUE;

    void add(String process, Event event) {
        if (event instanceof Event.Fault fault) {
            faults.add(fault);
        } else if (event instanceof Event.Failover failover) {
            failovers.add(failover);
        } else if (event instanceof Event.Killed killed) {
            deaths.put(killed.process(), killed.at());
        } else if (event instanceof Event.StoreFailure failure) {
            storeFailures.computeIfAbsent(process, same -> new ArrayList<>()).add(failure.at());
        } else if (event instanceof Event.Calm end) {
            calm = end.at();
        }
    }

    /** Whether a fault that may end leases fell into a time. */
    boolean excused(long from, long to) {
        return faults.stream().anyMatch(fault -> fault.excuses() && fault.start() <= to && fault.end() >= from);
    }

    /** Whether a process could not reach the store within a time. */
    boolean failed(String process, long from, long to) {
        return storeFailures.getOrDefault(process, List.of()).stream().anyMatch(at -> at >= from && at <= to);
    }

    /**
     * From when on, counted from a moment, a process had its links to the store for a time without a fault of its own. The
     * name of a fault begins with the process's without its number.
     */
    long linked(String process, long from, long forNanos) {
        String own = process.replaceAll("\\..*", "") + "/";
        List<Event.Fault> ofProcess =
                faults.stream().filter(fault -> fault.name().startsWith(own)).toList();
        long since = from;
        for (long later = afterFaults(ofProcess, since, forNanos);
                later > since;
                later = afterFaults(ofProcess, since, forNanos)) {
            since = later;
        }
        return since;
    }

    private static long afterFaults(List<Event.Fault> faults, long since, long forNanos) {
        return faults.stream()
                .filter(fault -> fault.start() < since + forNanos && fault.end() > since)
                .mapToLong(Event.Fault::end)
                .max()
                .orElse(since);
    }

    List<Event.Failover> failovers() {
        return failovers;
    }

    /** When a process was killed, or never. */
    long death(String process) {
        return deaths.getOrDefault(process, Long.MAX_VALUE);
    }

    long calm() {
        return calm;
    }

    int faultCount() {
        return faults.size();
    }
}
