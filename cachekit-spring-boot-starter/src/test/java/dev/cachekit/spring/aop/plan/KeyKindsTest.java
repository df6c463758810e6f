package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;

/** Which declared types of keys can have a text in common. */
class KeyKindsTest {

    enum Size {
        SMALL,
        LARGE
    }

    enum Dress {
        LARGE,
        EXTRA
    }

    record One(long id) {}

    record Other(String name) {}

    record Pair(long id, long version) {}

    static List<Arguments> whatMayAgree() {
        return List.of(
                Arguments.of(long.class, Integer.class),
                Arguments.of(long.class, double.class),
                Arguments.of(long.class, String.class),
                Arguments.of(UUID.class, String.class),
                Arguments.of(Size.class, String.class),
                Arguments.of(Size.class, Dress.class),
                Arguments.of(long.class, Year.class),
                Arguments.of(char.class, int.class),
                Arguments.of(One.class, Other.class),
                Arguments.of(Instant.class, OffsetDateTime.class),
                Arguments.of(Instant.class, ZonedDateTime.class),
                Arguments.of(List.class, long[].class),
                Arguments.of(Object.class, UUID.class),
                Arguments.of(Optional.class, UUID.class));
    }

    static List<Arguments> whatNeverAgrees() {
        return List.of(
                Arguments.of(long.class, UUID.class),
                Arguments.of(long.class, boolean.class),
                Arguments.of(long.class, Size.class),
                Arguments.of(Size.class, DayOfWeek.class),
                Arguments.of(Size.class, TimeUnit.class),
                Arguments.of(long.class, One.class),
                Arguments.of(One.class, Pair.class),
                Arguments.of(UUID.class, Set.class),
                Arguments.of(LocalDate.class, LocalDateTime.class),
                Arguments.of(LocalDate.class, Instant.class),
                Arguments.of(Map.class, boolean.class));
    }

    @ParameterizedTest
    @MethodSource
    void whatMayAgree(Class<?> one, Class<?> other) {
        assertThat(KeyKinds.mayMatch(key(one), key(other))).isTrue();
        assertThat(KeyKinds.mayMatch(key(other), key(one))).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void whatNeverAgrees(Class<?> one, Class<?> other) {
        assertThat(KeyKinds.mayMatch(key(one), key(other))).isFalse();
        assertThat(KeyKinds.mayMatch(key(other), key(one))).isFalse();
        assertThat(KeyKinds.mayMatch(key(String.class, one), key(String.class, other)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("whatMayAgree")
    void keysOfAnotherNumberOfPartsNeverAgree(Class<?> one, Class<?> other) {
        assertThat(KeyKinds.mayMatch(key(one), key(other, one))).isFalse();
    }

    private static OneKey key(Class<?>... parts) {
        return new OneKey(
                null,
                List.of(),
                Arrays.stream(parts)
                        .map(part -> Optional.of(ResolvableType.forClass(part)))
                        .toList());
    }
}
