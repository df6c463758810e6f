package dev.cachekit.spring.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A meter of ours. The page on meters is made from all of them. */
interface CacheKitMeter extends MeterDocumentation {

    /** Returns what is said of it. */
    MeterText text();

    /** Returns all there are, in the order of the page. */
    static List<CacheKitMeter> all() {
        return Stream.<CacheKitMeter[]>of(
                        CacheMeter.values(),
                        StoreMeter.values(),
                        LimiterMeter.values(),
                        LockMeter.values(),
                        FlightMeter.values(),
                        TopicMeter.values())
                .flatMap(Stream::of)
                .toList();
    }

    @Override
    default String getName() {
        return text().name();
    }

    @Override
    default @Nullable String getBaseUnit() {
        return text().unit();
    }

    @Override
    default Meter.Type getType() {
        return text().type();
    }

    @Override
    default KeyName[] getKeyNames() {
        return text().tags().toArray(KeyName[]::new);
    }
}
