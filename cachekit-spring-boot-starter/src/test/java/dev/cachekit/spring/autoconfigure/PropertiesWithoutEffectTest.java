package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** The start tells of options whose part of the application is not there. */
@ExtendWith(OutputCaptureExtension.class)
class PropertiesWithoutEffectTest {

    private static final String NO_OUTBOX =
            " would need an outbox, but cachekit.outbox.enabled is false; set it to true or remove the rest";
    private static final String NO_REDIS =
            " would need Redis, but the backend is in-process; tell where Redis is or remove it";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cachekit.outbox.table=removals",
                "cachekit.outbox.create-table=true",
                "cachekit.outbox.interval=2s"
            })
    void optionsOfAnOutboxThatIsOffAreWarnedOf(String option, CapturedOutput output) {
        start(option);
        assertThat(output).containsOnlyOnce("Options without effect: " + option.replace("=", " = ") + NO_OUTBOX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cachekit.redis.failover=fence",
                "cachekit.circuit-breaker.slow-call=100ms",
                "cachekit.circuit-breaker.failure-rate=50",
                "cachekit.circuit-breaker.open-for=5s"
            })
    void optionsOfRedisThatIsNotThereAreWarnedOf(String option, CapturedOutput output) {
        start(option, "cachekit.backend=in-process");
        assertThat(output).containsOnlyOnce("Options without effect: " + option.replace("=", " = ") + NO_REDIS);
    }

    @Test
    void optionsOfOnePartAreToldInOneLine(CapturedOutput output) {
        start("cachekit.circuit-breaker.open-for=9s", "cachekit.redis.failover=fence");
        assertThat(output)
                .containsOnlyOnce("Options without effect: cachekit.redis.failover = fence"
                        + " and cachekit.circuit-breaker.open-for = 9s" + NO_REDIS);
    }

    @Test
    void whatNobodyHasSetIsNotWarnedOf(CapturedOutput output) {
        start();
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void optionsOfAnOutboxThatIsOnHaveTheirEffect(CapturedOutput output) {
        Starts.with(
                        "cachekit.outbox.enabled=true",
                        "cachekit.outbox.table=removals",
                        "cachekit.outbox.create-table=true",
                        "cachekit.outbox.interval=2s")
                .withBean(
                        DataSource.class,
                        () -> new EmbeddedDatabaseBuilder()
                                .generateUniqueName(true)
                                .setType(EmbeddedDatabaseType.H2)
                                .build())
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void optionsOfRedisHaveTheirEffectThoughItIsAway(CapturedOutput output) {
        start(
                "cachekit.redis.url=redis://localhost:13",
                "cachekit.redis.failover=fence",
                "cachekit.circuit-breaker.open-for=9s");
        assertThat(output).doesNotContain("without effect");
    }

    private static void start(String... properties) {
        Starts.with(properties).run(context -> assertThat(context).hasNotFailed());
    }
}
