package dev.cachekit.spring.metrics;

import io.micrometer.core.instrument.Meter.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a meter.
 *
 * @param name its name
 * @param type what it measures with
 * @param unit its unit; null if it counts
 * @param meaning what it tells
 * @param tags its tags
 */
record MeterText(String name, Type type, @Nullable String unit, String meaning, List<MeterTag> tags) {

    static MeterText counter(String name, String meaning, MeterTag... tags) {
        return new MeterText(name, Type.COUNTER, null, meaning, List.of(tags));
    }

    static MeterText gauge(String name, String meaning, MeterTag... tags) {
        return new MeterText(name, Type.GAUGE, null, meaning, List.of(tags));
    }

    static MeterText age(String name, String meaning) {
        return new MeterText(name, Type.GAUGE, "seconds", meaning, List.of());
    }

    static MeterText timer(String name, String meaning, MeterTag... tags) {
        return new MeterText(name, Type.TIMER, "seconds", meaning, List.of(tags));
    }

    static MeterText bytes(String name, String meaning, MeterTag... tags) {
        return new MeterText(name, Type.DISTRIBUTION_SUMMARY, "bytes", meaning, List.of(tags));
    }
}
