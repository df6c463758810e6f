package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.age;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.gauge;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of the store and of what stands before it. */
enum StoreMeter implements CacheKitMeter {
    /** Requests to Redis. */
    REQUESTS(timer(
            "cachekit.redis.requests",
            "Requests to Redis, by operation and by how they ended. What a breaker refuses is not sent and not counted."
                    + " Reads and requests for leases that callers share are one request.",
            named("operation"),
            of("result", "success", "failure"))),

    /** Breakers by state. */
    BREAKERS(gauge(
            "cachekit.breakers",
            "Primaries of the store, by the state of their breaker.",
            of("state", "closed", "half-open", "open"))),

    /** Changes of breakers. */
    BREAKER_CHANGES(counter(
            "cachekit.breaker.changes",
            "Changes of breakers, by their new state.",
            of("state", "closed", "half-open", "open"))),

    /** Removals that wait. */
    PENDING(gauge(
            "cachekit.invalidations.pending",
            "Removals that the store has not acknowledged; they are sent until it does.")),

    /** How long they have waited. */
    PENDING_AGE(age(
            "cachekit.invalidations.pending.age",
            "Time since the store had last acknowledged all removals; 0 if it has.")),

    /** Removals sent again. */
    REPLAYED(counter("cachekit.invalidations.replayed", "Removals sent again because another server has taken over.")),

    /** How long near caches are blind. */
    NEAR_BLIND(
            age(
                    "cachekit.near.blind",
                    "Time for which near caches have had nobody to vouch for what they keep, so that calls ask the store; 0 if all is well.")),

    /** Near entries given up. */
    NEAR_DROPS(counter(
            "cachekit.near.drops",
            "Times that all near caches gave up their entries in one of 64 lanes, by why.",
            of("reason", "gap", "behind", "unknown", "subscribed", "primary", "clock")));

    private final MeterText text;

    StoreMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
