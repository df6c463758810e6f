package dev.cachekit.benchmarks.scale;

import java.util.List;

/** One thing that grows. */
interface Part {

    /** Its name on the page. */
    String title();

    /** Measures what it costs. */
    List<Table> measure(Extent extent) throws Exception;
}
