package dev.cachekit.benchmarks.contender;

import java.io.Serializable;
import java.util.concurrent.atomic.LongAdder;

/**
 * The value that all systems keep: about 200 bytes of JSON.
 *
 * @param id its number
 * @param name its name
 * @param description some text
 * @param price in cents
 * @param currency of the price
 * @param available whether there is some
 */
public record Product(long id, String name, String description, long price, String currency, boolean available)
        implements Serializable {

    private static final LongAdder LOADS = new LongAdder();

    /** Stands for the database, which answers at once. */
    public static Product load(long id) {
        LOADS.increment();
        return new Product(
                id, "Product number " + id, "A text of some length that tells what it is good for.", 1999, "EUR", true);
    }

    /** How often the database was asked. */
    public static long loads() {
        return LOADS.sum();
    }
}
