package dev.cachekit.docs;

import dev.cachekit.CacheKit;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitObservationAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservabilityExamplesTest {

    @Test
    void aLoadCarriesTheTeam() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        new ApplicationContextRunner()
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean(ObservabilityExamples.TeamConvention.class)
                .withPropertyValues("cachekit.backend=in-process")
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class, CacheKitObservationAutoConfiguration.class))
                .run(context -> {
                    context.getBean(CacheKit.class).cache("users", String.class).get("1", key -> "Ann");

                    TestObservationRegistryAssert.assertThat(registry)
                            .hasObservationWithNameEqualTo("cachekit.load")
                            .that()
                            .hasLowCardinalityKeyValue("team", "accounts")
                            .hasLowCardinalityKeyValue("cache", "users");
                });
    }
}
