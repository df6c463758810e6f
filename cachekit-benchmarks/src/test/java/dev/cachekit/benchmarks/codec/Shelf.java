package dev.cachekit.benchmarks.codec;

import dev.cachekit.benchmarks.contender.Product;
import java.io.Serializable;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list, as an endpoint returns it.
 *
 * @param name what it is called
 * @param products what is in it
 */
record Shelf(String name, List<Product> products) implements Serializable {

    private static final List<String> WORDS = List.of(
            "kettle", "steel", "quiet", "garden", "winter", "oak", "handle", "round", "bright", "paper", "wool",
            "light", "strong", "travel", "kitchen", "glass", "linen", "small", "carbon", "classic");

    static Product product() {
        return products(1, 1).get(0);
    }

    static Shelf ofProducts(int count) {
        return new Shelf("Things for the house", products(count, 2));
    }

    private static List<Product> products(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Product(
                        1_000_000 + random.nextInt(9_000_000),
                        words(random, 3),
                        words(random, 13),
                        random.nextInt(100_000),
                        "EUR",
                        random.nextInt(5) > 0))
                .toList();
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }
}
