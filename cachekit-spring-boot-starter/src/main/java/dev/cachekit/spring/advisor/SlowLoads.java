package dev.cachekit.spring.advisor;

import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spring.aop.finding.Findings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Tells once of each cache whose loads take longer than its lease. Safe for use by many threads. */
public final class SlowLoads implements CacheListener {

    private final Function<String, CacheSettings> settings;
    private final Findings findings;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Begins without having heard of a load.
     *
     * @param settings gives the settings of a cache by its name that are in force at the moment
     * @param findings is told
     */
    public SlowLoads(Function<String, CacheSettings> settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        Duration lease = settings.apply(cache).lease();
        if (time.compareTo(lease) > 0 && told.add(cache)) {
            findings.add(CacheAdvice.ofSlowLoads(cache, lease));
        }
    }
}
