package dev.cachekit.spring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SlowLoadsTest {

    private final Findings findings = new Findings();
    private final CacheOptions options = CacheOptions.NONE.with(CacheSetting.LEASE, Duration.ofSeconds(3), "test");
    private final SlowLoads loads = new SlowLoads(cache -> CacheSettings.of(options), findings);

    @Test
    void aLoadThatOutlastsItsLeaseIsToldOncePerCache() {
        loads.onLoad("feed", Duration.ofSeconds(4), true);
        loads.onLoad("feed", Duration.ofSeconds(5), false);
        loads.onLoad("users", Duration.ofSeconds(4), true);

        assertThat(findings.all())
                .extracting(found -> found.kind() + " " + found.where())
                .containsExactly(
                        FindingKind.LOADS_OUTLAST_LEASE + " Cache feed",
                        FindingKind.LOADS_OUTLAST_LEASE + " Cache users");
    }

    @Test
    void theLeaseOfTheMomentCounts() {
        AtomicReference<CacheSettings> now = new AtomicReference<>(CacheSettings.of(options));
        SlowLoads changing = new SlowLoads(cache -> now.get(), findings);
        changing.onLoad("feed", Duration.ofSeconds(2), true);
        now.set(CacheSettings.of(CacheOptions.NONE.with(CacheSetting.LEASE, Duration.ofSeconds(60), "test")));

        changing.onLoad("feed", Duration.ofSeconds(40), true);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void aLoadWithinItsLeaseIsNotTold() {
        loads.onLoad("feed", Duration.ofSeconds(3), true);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void aCacheWithoutTtlIsTold() {
        CacheSettings forever = CacheSettings.of(CacheOptions.NONE.with(CacheSetting.TTL, Ttl.FOREVER, "test"));

        assertThat(CacheAdvice.ofLifetime("feed", forever))
                .get()
                .satisfies(
                        found -> assertThat(found.toString()).contains("Cache feed", "for ever", "choosing-ttls.md"));
        assertThat(CacheAdvice.ofLifetime("feed", CacheSettings.of(CacheOptions.NONE)))
                .isEmpty();
    }
}
