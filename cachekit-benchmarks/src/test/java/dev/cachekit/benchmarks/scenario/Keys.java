package dev.cachekit.benchmarks.scenario;

import dev.cachekit.benchmarks.contender.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The keys that are asked for, one after another in no order, boxed once. */
final class Keys {

    private static final int COUNT = 1024;
    private static final int MASK = COUNT - 1;
    private static final int PASSES = 40;

    /** Beyond those that Java keeps boxed. */
    private static final Long[] IDS = shuffled(
                    LongStream.range(1_000_000, 1_000_000 + COUNT).boxed().toList(), 1)
            .toArray(Long[]::new);

    private static final String[] TENANTS =
            Stream.of(IDS).map(id -> "tenant" + id % 16).toArray(String[]::new);

    /** Values are loaded in another order than they are asked for, so that those asked for together are no neighbours. */
    private static final List<Integer> LOADED =
            shuffled(IntStream.range(0, COUNT).boxed().toList(), 2);

    private Keys() {}

    /** The same for all systems and in all runs. */
    private static <T> List<T> shuffled(List<T> sorted, long seed) {
        List<T> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Where one of several begins its share of the keys. */
    static int share(int one, int several) {
        return COUNT / several * one;
    }

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
            LOADED.forEach(read);
            if (Product.loads() == before) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the system under test still loads after " + PASSES + " passes over all keys");
    }
}
