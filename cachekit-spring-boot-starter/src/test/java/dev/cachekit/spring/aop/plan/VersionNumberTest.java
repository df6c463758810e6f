package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNumberTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                long.class,
                Integer.class,
                BigInteger.class,
                Instant.class,
                OffsetDateTime.class,
                LocalDateTime.class,
                Timestamp.class,
                Object.class,
                Number.class,
                Comparable.class,
                Temporal.class
            })
    void aDeclaredTypeThatMayHoldAVersionIsLeftToTheCall(Class<?> declared) {
        assertThat(VersionNumber.mayBe(declared)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                double.class,
                boolean.class,
                char.class,
                AtomicLong.class,
                LocalDate.class,
                Optional.class,
                byte[].class
            })
    void aDeclaredTypeThatHoldsNoVersionIsTold(Class<?> declared) {
        assertThat(VersionNumber.mayBe(declared)).isFalse();
    }
}
