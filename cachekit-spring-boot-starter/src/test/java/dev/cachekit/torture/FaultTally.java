package dev.cachekit.torture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How often each kind of fault was done, and how often it could not be. Safe for use by many threads. */
final class FaultTally {

    private record Tries(int done, int failed) {

        Tries plus(Tries more) {
            return new Tries(done + more.done, failed + more.failed);
        }
    }

    private final Map<String, Tries> kinds = new ConcurrentSkipListMap<>();

    /** Begins to count faults, those that will never be tried included. */
    void expect(Collection<Fault> faults) {
        faults.forEach(fault -> count(fault, new Tries(0, 0)));
    }

    void done(Fault fault) {
        count(fault, new Tries(1, 0));
    }

    void failed(Fault fault) {
        count(fault, new Tries(0, 1));
    }

    private void count(Fault fault, Tries tries) {
        kinds.merge(kind(fault), tries, Tries::plus);
    }

    /** The same is done to each node and to each server. */
    private static String kind(Fault fault) {
        return fault.name().replaceFirst("-\\d+/", "/");
    }

    /** The kinds that have never been done. */
    List<String> neverDone() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue().done() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> markdown() {
        return kinds.entrySet().stream()
                .map(kind -> "- fault " + kind.getKey() + ": " + kind.getValue().done() + " done, "
                        + kind.getValue().failed() + " failed")
                .toList();
    }
}
