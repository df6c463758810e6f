package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of single flights. */
enum FlightMeter implements CacheKitMeter {
    /** Calls by outcome. */
    CALLS(counter(
            "cachekit.flight.calls",
            "Calls, by what became of them: made (`lead`), joined (`shared`), given up (`timeout`); and calls cancelled because all who wanted them have left, or taken over from a process that died (`succeeded`).",
            named("flight"),
            of("outcome", "lead", "shared", "timeout", "cancelled", "succeeded"))),

    /** Waits for flights. */
    WAITS(timer(
            "cachekit.flight.waits",
            "Waits for the calls of others.",
            named("flight"),
            of("result", "shared", "timeout"))),

    /** Outcomes that were not shared. */
    UNSHARED(counter(
            "cachekit.flight.unshared",
            "Outcomes that could not be taken from one process to another, by why.",
            named("flight"),
            of("reason", "unwritable", "refused", "unreadable"))),

    /** What the store did not do. */
    FAILURES(counter("cachekit.flight.store.failures", "Requests that the store did not answer.", named("flight")));

    private final MeterText text;

    FlightMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
