package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.bytes;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.gauge;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of each cache. The first four have the names and tags that Spring Boot gives to any cache. */
enum CacheMeter implements CacheKitMeter {
    /** Hits and misses. */
    GETS(counter(
            "cache.gets",
            "Calls, by whether the cache answered them.",
            named("cache"),
            of("cache.manager", "cacheKit"),
            named("name"),
            of("result", "hit", "miss"))),

    /** Values stored. */
    PUTS(counter(
            "cache.puts",
            "Values stored, after a load or by a put.",
            named("cache"),
            of("cache.manager", "cacheKit"),
            named("name"))),

    /** Near evictions. */
    EVICTIONS(counter(
            "cache.evictions",
            "Values that the near cache gave up because their place was needed or their time was over.",
            named("cache"),
            of("cache.manager", "cacheKit"),
            named("name"))),

    /** Near size. */
    SIZE(gauge(
            "cache.size",
            "Values kept in this process, roughly; 0 without a near cache.",
            named("cache"),
            of("cache.manager", "cacheKit"),
            named("name"))),

    /** Calls by tier. */
    TIERS(counter(
            "cachekit.gets",
            "Calls, by what answered them: this process, the store, or neither.",
            named("cache"),
            of("tier", "near", "store", "none"))),

    /** Loads. */
    LOADS(timer("cachekit.loads", "Loads that ended, by how.", named("cache"), of("result", "success", "failure"))),

    /** Waits for the loads of others. */
    WAITS(timer("cachekit.waits", "Calls that waited for the load of another and got its value.", named("cache"))),

    /** Stale values served. */
    STALE(counter(
            "cachekit.stale",
            "Calls answered with a value beyond its lifetime, by why.",
            named("cache"),
            of("reason", "revalidating", "error", "throttled", "soft-timeout", "hard-timeout", "max-wait"))),

    /** Reloads in the background. */
    RELOADS(counter(
            "cachekit.reloads",
            "Reloads in the background, by how they ended.",
            named("cache"),
            of("outcome", "loaded", "failed", "elsewhere", "unavailable"))),

    /** Work left out. */
    SKIPPED(counter(
            "cachekit.skipped",
            "Work in the background left out because there was no room for it.",
            named("cache"),
            of("work", "reload", "time-limit", "verify"))),

    /** Failures nobody was told of. */
    HIDDEN_FAILURES(
            counter("cachekit.hidden.failures", "Loads that failed without a caller being told.", named("cache"))),

    /** Values kept out. */
    FILLS_REFUSED(counter(
            "cachekit.fills.refused",
            "Loaded values that were not stored, by why. They went to their callers.",
            named("cache"),
            of("reason", "invalidated", "open-transaction", "too-large", "too-many-elements", "unencodable"))),

    /** Values kept out of the near cache. */
    NEAR_FILLS_REFUSED(counter(
            "cachekit.near.fills.refused",
            "Values not kept in this process, because something was invalidated while they were read.",
            named("cache"))),

    /** Entries that cannot be read. */
    UNREADABLE(counter(
            "cachekit.unreadable", "Stored entries that could not be read and counted as misses.", named("cache"))),

    /** Sizes of values. */
    PAYLOAD(bytes("cachekit.payload", "Sizes of the values stored, encoded and compressed.", named("cache"))),

    /** Removals. */
    INVALIDATIONS(counter(
            "cachekit.invalidations", "Removals asked for: one for each key, pattern, tag or clear.", named("cache"))),

    /** How long removals take. */
    INVALIDATION_LAG(timer(
            "cachekit.invalidation.lag",
            "Time from asking for a removal to its acknowledgement. One that was queued is in `cachekit.invalidations.pending.age` instead.",
            named("cache"))),

    /** What the store did not do. */
    STORE_FAILURES(counter(
            "cachekit.store.failures",
            "Requests of a cache that the store did not answer, by operation: `find`, `lease`, `fill` and so on.",
            named("cache"),
            named("operation"))),

    /** Values compared with loads. */
    VERIFIED(counter(
            "cachekit.verify",
            "Cached values compared with a load (`verify`), by what came of it. `STALE` is a missing invalidation.",
            named("cache"),
            of("result", "equal", "newer", "STALE")));

    private final MeterText text;

    CacheMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
