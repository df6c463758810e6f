package dev.cachekit.spring.metrics;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Prometheus calls our meters. A test of the sample compares it with a scrape. */
final class PrometheusName {

    private PrometheusName() {}

    /** The name on the page: without the endings that its parts have. */
    static String of(CacheKitMeter meter) {
        String snake = meter.getName().replace('.', '_');
        String unit = meter.getBaseUnit() == null ? "" : "_" + Objects.requireNonNull(meter.getBaseUnit());
        return switch (meter.getType()) {
            case COUNTER -> snake + unit + "_total";
            default -> snake + unit;
        };
    }

    /** All names under which parts of it are found, histograms included. */
    static List<String> partsOf(CacheKitMeter meter) {
        String name = of(meter);
        return switch (meter.getType()) {
            case TIMER, DISTRIBUTION_SUMMARY ->
                Stream.of("_count", "_sum", "_max", "_bucket").map(name::concat).toList();
            default -> List.of(name);
        };
    }

    static Set<String> allParts() {
        return CacheKitMeter.all().stream()
                .flatMap(meter -> partsOf(meter).stream())
                .collect(Collectors.toSet());
    }
}
