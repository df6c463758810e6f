package dev.cachekit.spring.metrics;

import io.micrometer.common.docs.KeyName;
import java.util.List;

/**
 * A tag of a meter.
 *
 * @param name its name
 * @param values all the values it can have; empty if they are names out of the application
 */
record MeterTag(String name, List<String> values) implements KeyName {

    /** A tag whose values are known. */
    static MeterTag of(String name, String... values) {
        return new MeterTag(name, List.of(values));
    }

    /** A tag whose values are names that the application has given. */
    static MeterTag named(String name) {
        return new MeterTag(name, List.of());
    }

    @Override
    public String asString() {
        return name;
    }
}
