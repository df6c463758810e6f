package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Lifetimes far above those of their profile. */
class TtlAuditTest {

    private static List<Finding> findings(String... properties) {
        List<Finding> found = new ArrayList<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process", "cachekit.caches.feed.profile=api-response")
                .withPropertyValues(properties)
                .run(context -> found.addAll(context.getBean(Findings.class).all()));
        return found;
    }

    @Test
    void areWarnedOfWithBothSources() {
        assertThat(findings("cachekit.caches.feed.ttl=1h")).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.TTL_ABOVE_PROFILE);
            assertThat(found)
                    .hasToString("Cache feed: a ttl should be of the size that its profile says, but is PT1H"
                            + " (cachekit.caches.feed.ttl) and not PT2M (built-in profile api-response); shorten it, or"
                            + " name a profile of longer-lived data");
        });
        assertThat(findings("cachekit.caches.feed.ttl=forever")).hasSize(1);
    }

    @Test
    void tenTimesIsNotFar() {
        assertThat(findings("cachekit.caches.feed.ttl=20m")).isEmpty();
        assertThat(findings()).isEmpty();
    }
}
