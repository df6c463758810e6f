package dev.cachekit.sample.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What it has cost this node to load values, by cache: the statements of all loads, shared out among the values that had to be
 * loaded. That is what a value that need not be loaded saves. Safe for use by many threads.
 */
final class LoadCosts {

    private static final class Sum {
        final LongAdder statements = new LongAdder();
        final LongAdder values = new LongAdder();

        /** Nothing has been learned of a cache whose values this node has never loaded. */
        double perValue() {
            long loaded = values.sum();
            return loaded == 0 ? 0 : (double) statements.sum() / loaded;
        }
    }

    private final Map<String, Sum> sums = new ConcurrentHashMap<>();

    /** A value had to be loaded. */
    void missed(String cache) {
        sum(cache).values.increment();
    }

    /** A load, of one value or of several, has ended. */
    void loaded(String cache, int statements) {
        sum(cache).statements.add(statements);
    }

    /** The statements that reads would have cost which caches have answered. */
    double saved(Map<String, Integer> answered) {
        return answered.entrySet().stream()
                .mapToDouble(reads -> reads.getValue() * sum(reads.getKey()).perValue())
                .sum();
    }

    private Sum sum(String cache) {
        return sums.computeIfAbsent(cache, name -> new Sum());
    }
}
