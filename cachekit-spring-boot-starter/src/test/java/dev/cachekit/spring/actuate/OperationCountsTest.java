package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is counted for operators takes no more memory the longer an application makes up names. */
class OperationCountsTest {

    private static final int MORE = 30;

    private static Stream<String> names() {
        return Stream.iterate(0, n -> n + 1).limit(BoundedNames.LIMIT + MORE).map(n -> "order-" + n);
    }

    @Test
    void locksBeyondTheFirstOnesAreCountedTogether() {
        LockCounts counts = new LockCounts();
        names().forEach(name -> counts.onAcquired(name, Duration.ofMillis(2)));
        names().forEach(name -> counts.onBusy(name, Duration.ZERO));

        assertThat(counts.names()).hasSize(BoundedNames.LIMIT + 1);
        assertThat(counts.figures("order-0")).containsAllEntriesOf(Map.of("acquired", 1L, "busy", 1L));
        assertThat(counts.figures(BoundedNames.OTHER))
                .containsAllEntriesOf(Map.of("acquired", (long) MORE, "busy", (long) MORE, "averageWaitMillis", 2.0));
        assertThat(counts.has("order-" + BoundedNames.LIMIT)).isFalse();
    }

    @Test
    void limitersBeyondTheFirstOnesAreCountedTogether() {
        LimiterCounts counts = new LimiterCounts();
        names().forEach(counts::onPermitGranted);
        names().forEach(name -> counts.onPermitRefused(name, "refused"));

        assertThat(counts.isAmongOthers("order-0")).isFalse();
        assertThat(counts.isAmongOthers("order-" + BoundedNames.LIMIT)).isTrue();
        assertThat(counts.figures(BoundedNames.OTHER))
                .containsAllEntriesOf(Map.of("granted", (long) MORE, "refused", (long) MORE));
    }

    @Test
    void nothingIsCountedWhereNobodyCanLookAtIt() {
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class,
                        CacheKitEndpointAutoConfiguration.class,
                        EndpointAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process");

        application.run(
                context -> assertThat(context).doesNotHaveBean(LockCounts.class).doesNotHaveBean(LimiterCounts.class));
        application
                .withPropertyValues(
                        "management.endpoints.jmx.exposure.include=cachekitlocks", "spring.jmx.enabled=true")
                .run(context ->
                        assertThat(context).hasSingleBean(LockCounts.class).doesNotHaveBean(LimiterCounts.class));
    }
}
