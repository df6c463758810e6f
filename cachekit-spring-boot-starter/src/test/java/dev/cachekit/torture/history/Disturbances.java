package dev.cachekit.torture.history;

import dev.cachekit.torture.history.Event.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What was broken when, as the processes noted it. */
final class Disturbances {

    /** Stands for each operation. */
    static final String ANY = "*";

    /** What a link or a server held back arrives when it is whole again. */
    private static final long LATE_REQUESTS = Duration.ofMillis(500).toNanos();

    /** A link that is whole again is used by connections that have yet to be made. */
    private static final long RECONNECTING = Duration.ofSeconds(2).toNanos();

    /** A failover ends so long after the promotion. */
    private static final long CLIENTS_FOLLOW = Duration.ofSeconds(2).toNanos();

    private final List<Event.Fault> faults = new ArrayList<>();
    private final List<Event.Failover> failovers = new ArrayList<>();
    private final Map<String, Long> deaths = new HashMap<>();
    /** By process and operation. */
    private final Map<String, TreeSet<Long>> storeFailures = new HashMap<>();

    private long calm = Long.MAX_VALUE;

    void add(String process, Event event) {
        if (event instanceof Event.Fault fault) {
            faults.add(fault);
        } else if (event instanceof Event.Failover failover) {
            failovers.add(failover);
        } else if (event instanceof Event.Killed killed) {
            deaths.put(killed.process(), killed.at());
        } else if (event instanceof Event.StoreFailure failure) {
            for (String operation : List.of(ANY, failure.operation())) {
                storeFailures
                        .computeIfAbsent(process + " " + operation, same -> new TreeSet<>())
                        .add(failure.at());
            }
        } else if (event instanceof Event.Calm end) {
            calm = end.at();
        }
    }

    /** Whether a fault that may end all leases fell into a time, or a promotion, which clients hear of one by one. */
    boolean lostLeases(long from, long to) {
        return faults.stream().anyMatch(fault -> fault.harm() == Harm.ALL && meets(fault, from, to))
                || failovers.stream()
                        .anyMatch(failover ->
                                failover.end() - CLIENTS_FOLLOW <= to && failover.end() + LATE_REQUESTS >= from);
    }

    /** The same for leases of one process. */
    boolean lostLeasesOf(String process, long from, long to) {
        return faults.stream()
                .anyMatch(fault -> fault.harm() == Harm.OWN && isOf(fault, process) && meets(fault, from, to));
    }

    private static boolean meets(Event.Fault fault, long from, long to) {
        return fault.start() <= to && fault.end() + LATE_REQUESTS >= from;
    }

    /** When a process first got no answer within a time, to anything or to one operation; never if it got all. */
    long failure(String process, String operation, long from, long to) {
        Long first = storeFailures
                .getOrDefault(process + " " + operation, new TreeSet<>())
                .ceiling(from);
        return first == null || first > to ? Long.MAX_VALUE : first;
    }

    /**
     * From when on, counted from a moment, a process had its links to the store for a time without a fault of its own
     * that cuts it off.
     */
    long linked(String process, long from, long forNanos) {
        List<Event.Fault> ofProcess = faults.stream()
                .filter(fault -> isOf(fault, process) && cutsOff(fault))
                .toList();
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
                .filter(fault -> fault.start() < since + forNanos && fault.end() + RECONNECTING > since)
                .mapToLong(fault -> fault.end() + RECONNECTING)
                .max()
                .orElse(since);
    }

    /** Its commands get through a slow link, and do not need its subscriptions. */
    private static boolean cutsOff(Event.Fault fault) {
        return !fault.name().contains("/subscriptions-") && !fault.name().endsWith("/slow");
    }

    /** The name of a process is that of its node, a dot, and how many have played that node. */
    private static boolean isOf(Event.Fault fault, String process) {
        return fault.name().startsWith(process.replaceAll("\\..*", "") + "/");
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
