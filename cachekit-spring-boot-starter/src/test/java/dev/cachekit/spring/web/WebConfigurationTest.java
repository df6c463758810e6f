package dev.cachekit.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitWebAutoConfiguration;
import dev.cachekit.spring.web.reactive.ReactorRateLimitFilter;
import dev.cachekit.spring.web.reactive.ReactorRequestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

class WebConfigurationTest {

    private static final AutoConfigurations OURS =
            AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitWebAutoConfiguration.class);

    private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
            .withConfiguration(OURS)
            .withPropertyValues("cachekit.backend=in-process");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cachekit.web.rate-limits[0].limiter=nobody | cachekit.web.rate-limits[0].limiter",
                "cachekit.web.rate-limits[0].path=/{a | cachekit.web.rate-limits[0].path",
                "cachekit.web.rate-limits[0].key=cookie | cachekit.web.rate-limits[0].key",
                "cachekit.web.rate-limits[1].limiter=five | cachekit.web.rate-limits[1].path",
                "cachekit.web.rate-limits[1].path=/x | cachekit.web.rate-limits[1].limiter",
                "cachekit.web.rate-limits[0].methods=GTE | cachekit.web.rate-limits[0].methods",
                "cachekit.web.rate-limits[0].cost=0 | cachekit.web.rate-limits[0].cost",
                "cachekit.web.rate-limits[0].cost=6 | cachekit.web.rate-limits[0].cost",
                "cachekit.web.trusted-proxies=gateway.example.org | cachekit.web.trusted-proxies"
            })
    void whatCannotBeHonouredStopsTheStart(String property, String where) {
        reactive.withPropertyValues(
                        "cachekit.rate-limiters.five.bands[0].permits=5",
                        "cachekit.rate-limiters.five.bands[0].per=1m",
                        "cachekit.web.rate-limits[0].path=/api/**",
                        "cachekit.web.rate-limits[0].limiter=five")
                .withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(where + ":")
                        .hasStackTraceContaining("cachekit.web."));
    }

    @Test
    void aReactiveApplicationNeedsNoServlets() {
        reactive.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasSingleBean(ReactorRequestKeys.class));
    }

    @Test
    void anApplicationWithoutWebNeedsNothingOfIt() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("cachekit.backend=in-process")
                .withClassLoader(new FilteredClassLoader("org.springframework.web", "org.springframework.http"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RefusalAdvice.class));
    }

    @Test
    void limitsOfPathsHoldWithCachingSwitchedOff() {
        reactive.withPropertyValues(
                        "cachekit.enabled=false",
                        "cachekit.rate-limiters.five.bands[0].permits=5",
                        "cachekit.rate-limiters.five.bands[0].per=1m",
                        "cachekit.web.rate-limits[0].path=/api/**",
                        "cachekit.web.rate-limits[0].limiter=five")
                .run(context -> assertThat(context).hasSingleBean(ReactorRateLimitFilter.class));
    }
}
