package dev.cachekit.benchmarks.scenario;

import dev.cachekit.benchmarks.contender.Product;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The keys that are asked for, one after another, boxed once. */
final class Keys {

    private static final int COUNT = 1024;
    private static final int MASK = COUNT - 1;
    private static final int PASSES = 40;

    /** Beyond those that Java keeps boxed. */
    private static final Long[] IDS =
            LongStream.range(1_000_000, 1_000_000 + COUNT).boxed().toArray(Long[]::new);

    private static final String[] TENANTS =
            IntStream.range(0, COUNT).mapToObj(i -> "tenant" + i % 16).toArray(String[]::new);

    private Keys() {}

    static Long id(int position) {
        return IDS[position & MASK];
    }

    static String tenant(int position) {
        return TENANTS[position & MASK];
    }

    /** Reads all keys until none is loaded any more. */
    static void keepAll(Consumer<Integer> read) throws InterruptedException {
        for (int pass = 0; pass < PASSES; pass++) {
            long before = Product.loads();
            IntStream.range(0, COUNT).boxed().forEach(read);
            if (Product.loads() == before) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the system under test still loads after " + PASSES + " passes over all keys");
    }
}
