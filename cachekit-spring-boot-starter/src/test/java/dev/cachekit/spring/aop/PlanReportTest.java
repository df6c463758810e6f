package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.WithLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PlanReportTest {

    private static final String REPORT = "dev.cachekit.spring.aop.plan.PlanReport";

    static class Catalog {

        @CacheAside(cache = "catalog", key = "#id", ttl = "10m")
        public String find(long id) {
            return "";
        }

        @RateLimited(name = "search", permits = 5, per = "1s")
        @WithLock(name = "search", lease = "3s")
        public String search(String text) {
            return text;
        }
    }

    @Test
    void everyMethodIsListedWithItsSettingsAndTheirSources(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(REPORT, LogLevel.DEBUG);
        try {
            Contexts.run(Catalog.class, catalog -> {});
        } finally {
            logging.setLogLevel(REPORT, null);
        }
        assertThat(output)
                .contains(
                        "@CacheAside on Catalog#find(long): cache catalog enabled=true (built-in), ttl=PT10M (@CacheAside on Catalog#find(long)")
                .contains("jitter=0.1 (built-in)")
                .contains("@RateLimited on Catalog#search(String): limiter search bands=")
                .contains("@WithLock on Catalog#search(String): lock search max-wait=PT10S (built-in), lease=PT3S"
                        + " (@WithLock on Catalog#search(String))");
    }
}
