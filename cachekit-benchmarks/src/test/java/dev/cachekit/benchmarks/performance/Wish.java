package dev.cachekit.benchmarks.performance;

import java.util.List;
import java.util.stream.Stream;

/** What is wanted of CacheKit beside another system in a scenario. */
interface Wish {

    /** All there are. */
    static List<Wish> all() {
        return Stream.<Wish>concat(Scenarios.claims().stream(), Scenarios.allocationClaims().stream())
                .toList();
    }

    String scenario();

    String other();

    boolean isMeasured(Samples samples);

    /** How its row of the table begins: all but what was measured. */
    String start();

    /** Its row of the table. */
    String row(Samples samples);
}
