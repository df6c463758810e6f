package dev.cachekit.spring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;

/** Finds the meters of one registry by what they measure. Safe for use by many threads. */
final class MeterBook {

    private record Entry(CacheKitMeter meter, List<String> values) {}

    private final MeterRegistry registry;
    private final ConcurrentMap<Entry, Meter> known = new ConcurrentHashMap<>();

    MeterBook(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The counter with these values of its tags, in their order. */
    Counter counter(CacheKitMeter meter, String... values) {
        return found(
                meter,
                values,
                Counter.class,
                (text, tags) -> Counter.builder(text.name())
                        .description(text.meaning())
                        .baseUnit(text.unit())
                        .tags(tags)
                        .register(registry));
    }

    Timer timer(CacheKitMeter meter, String... values) {
        return found(
                meter,
                values,
                Timer.class,
                (text, tags) -> Timer.builder(text.name())
                        .description(text.meaning())
                        .tags(tags)
                        .register(registry));
    }

    DistributionSummary summary(CacheKitMeter meter, String... values) {
        return found(
                meter,
                values,
                DistributionSummary.class,
                (text, tags) -> DistributionSummary.builder(text.name())
                        .description(text.meaning())
                        .baseUnit(text.unit())
                        .tags(tags)
                        .register(registry));
    }

    /**
     * Registers the meters of a subject with all values that are known of their other tags, so that each begins at zero and
     * its first change can be seen. One with other names among its tags begins with its first event.
     */
    void begin(List<? extends CacheKitMeter> meters, String... subject) {
        meters.forEach(meter -> combinations(meter, List.of(subject)).forEach(values -> register(meter, values)));
    }

    private void register(CacheKitMeter meter, List<String> values) {
        String[] all = values.toArray(String[]::new);
        switch (meter.getType()) {
            case COUNTER -> counter(meter, all);
            case TIMER -> timer(meter, all);
            case DISTRIBUTION_SUMMARY -> summary(meter, all);
            default -> throw new IllegalArgumentException(meter + " is read, not written");
        }
    }

    private static List<List<String>> combinations(CacheKitMeter meter, List<String> subject) {
        List<List<String>> all = List.of(subject);
        List<MeterTag> tags = meter.text().tags();
        for (MeterTag tag : tags.subList(subject.size(), tags.size())) {
            List<List<String>> longer = new ArrayList<>();
            all.forEach(values -> tag.values().forEach(value -> longer.add(with(values, value))));
            all = longer;
        }
        return all;
    }

    private static List<String> with(List<String> values, String value) {
        List<String> longer = new ArrayList<>(values);
        longer.add(value);
        return List.copyOf(longer);
    }

    static Tags tags(MeterText text, List<String> values) {
        List<Tag> tags = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            tags.add(Tag.of(text.tags().get(i).name(), values.get(i)));
        }
        return Tags.of(tags);
    }

    private <M extends Meter> M found(
            CacheKitMeter meter, String[] values, Class<M> type, BiFunction<MeterText, Tags, M> made) {
        Entry entry = new Entry(meter, List.of(values));
        Meter found = known.get(entry);
        if (found == null) {
            found = known.computeIfAbsent(entry, first -> made.apply(meter.text(), tags(meter.text(), first.values())));
        }
        return type.cast(found);
    }
}
