package dev.cachekit.benchmarks.scenario;

/**
 * How many bytes the value takes that is measured. JMH ends a benchmark's state before it asks for the costs, so the size is
 * noted beside it.
 */
public final class StoredSize {

    private static volatile Noted noted = new Noted("", 0);

    private record Noted(String benchmark, int bytes) {}

    private StoredSize() {}

    /** Notes the size of what a class of benchmarks measures. */
    public static void note(Class<?> benchmark, int bytes) {
        noted = new Noted(benchmark.getName() + ".", bytes);
    }

    /** Zero where none was noted. */
    static int of(String benchmark) {
        Noted last = noted;
        return last.bytes() > 0 && benchmark.startsWith(last.benchmark()) ? last.bytes() : 0;
    }
}
