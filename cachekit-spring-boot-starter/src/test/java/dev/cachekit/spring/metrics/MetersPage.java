package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import io.micrometer.common.docs.KeyName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the page on meters. */
final class MetersPage {

    private static final String HEAD = """
            # Meters

            **TL;DR** Every meter and observation of CacheKit with its tags and their values. This page is generated from the enums in `dev.cachekit.spring.metrics`; a test fails when the two differ. What to do with them: [observability](observability.md).

            Tags without listed values are names out of your application: of caches, limiters, locks, single flights, topics. Those five are bounded: beyond %d names of one kind, all others count as `%s`. No key and no value ever becomes a tag. A meter whose tags have listed values begins at 0 with its first name.

            Names are as Micrometer has them; in Prometheus, timers and sizes end with `_count`, `_sum`, `_max` and, with a histogram, `_bucket`.
            """;

    private MetersPage() {}

    static String text() {
        return HEAD.formatted(BoundedNames.LIMIT, BoundedNames.OTHER)
                + section("Caches", CacheMeter.values())
                + section("The store", StoreMeter.values())
                + section("Rate limiters", LimiterMeter.values())
                + section("Locks", LockMeter.values())
                + section("Single flights", FlightMeter.values())
                + section("Topics", TopicMeter.values())
                + observations();
    }

    private static String section(String title, CacheKitMeter[] meters) {
        return "\n## " + title + "\n\n| Meter | In Prometheus | Type | Tags | Meaning |\n|---|---|---|---|---|\n"
                + Stream.of(meters).map(MetersPage::row).collect(Collectors.joining());
    }

    private static String row(CacheKitMeter meter) {
        MeterText text = meter.text();
        String type = text.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "| `%s` | `%s` | %s%s | %s | %s |\n"
                .formatted(
                        text.name(),
                        PrometheusName.of(meter),
                        type,
                        text.unit() == null ? "" : ", " + text.unit(),
                        text.tags().stream().map(MetersPage::tag).collect(Collectors.joining("; ")),
                        text.meaning());
    }

    private static String tag(MeterTag tag) {
        return "`" + tag.name() + "`"
                + (tag.values().isEmpty()
                        ? ""
                        : ": "
                                + tag.values().stream()
                                        .map(value -> "`" + value + "`")
                                        .collect(Collectors.joining(", ")));
    }

    private static String observations() {
        return "\n## Observations\n\n| Observation | Keys | Name of the span | Meaning |\n|---|---|---|---|\n"
                + Stream.of(WorkObservation.values()).map(MetersPage::row).collect(Collectors.joining());
    }

    private static String row(WorkObservation observation) {
        String keys = List.of(observation.getLowCardinalityKeyNames()).stream()
                .map(KeyName::asString)
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining("; "));
        return "| `%s` | %s | `%s <%s>` | %s |\n"
                .formatted(
                        observation.getName(),
                        keys,
                        observation.verb(),
                        observation.subjectKey(),
                        observation.meaning());
    }
}
