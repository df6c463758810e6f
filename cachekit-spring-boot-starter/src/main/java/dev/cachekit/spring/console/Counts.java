package dev.cachekit.spring.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by a word of few. Safe for use by many threads. */
final class Counts {

    private final ByName<LongAdder> byWord = new ByName<>(LongAdder::new);

    void add(String word) {
        byWord.of(word).increment();
    }

    Map<String, Long> all() {
        Map<String, Long> counts = new TreeMap<>();
        byWord.all().forEach((word, count) -> counts.put(word, count.sum()));
        return counts;
    }
}
