package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of rate limiters. */
enum LimiterMeter implements CacheKitMeter {
    /** Decisions. */
    DECISIONS(counter(
            "cachekit.limiter.decisions",
            "Calls, by the decision; `remembered` is a refusal known without asking the store, `shadowed` one that only counts.",
            named("limiter"),
            of("decision", "allowed", "refused", "remembered", "shadowed"))),

    /** Waits for permits. */
    WAITS(timer("cachekit.limiter.waits", "Waits for permits.", named("limiter"))),

    /** Decisions without the store. */
    FAILURES(counter(
            "cachekit.limiter.store.failures",
            "Decisions that `on-backend-failure` made, because the store did not answer.",
            named("limiter")));

    private final MeterText text;

    LimiterMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
