package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTextTest {

    private static final KeyText KEYS = KeyText.at("cache 'users'");
    private static final UUID ID = UUID.fromString("7a2f0c1e-8f5b-4a52-9d3c-0123456789ab");

    enum Colour {
        RED {
            @Override
            public String toString() {
                return "bright";
            }
        }
    }

    record Point(int x, Object y) {}

    record Nothing() {}

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain-text_1.0@x/y", "plain-text_1.0@x/y"),
                Arguments.of(1, "1"),
                Arguments.of(1L, "1"),
                Arguments.of((byte) 1, "1"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(1.0, "1"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(2.0E-3, "0.002"),
                Arguments.of(Double.MIN_VALUE, "5E-324"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(new BigDecimal("1.50"), "1.5"),
                Arguments.of(new BigDecimal("1E+1000000000"), "1E+1000000000"),
                Arguments.of('x', "x"),
                Arguments.of(true, "true"),
                Arguments.of(Colour.RED, "RED"),
                Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
                Arguments.of(ID, "7a2f0c1e-8f5b-4a52-9d3c-0123456789ab"),
                Arguments.of(LocalDate.of(2026, 11, 21), "2026-11-21"),
                Arguments.of(Instant.ofEpochSecond(0, 1), "1970-01-01T00%3A00%3A00.000000001Z"),
                Arguments.of(new Date(0), "1970-01-01T00%3A00%3A00Z"),
                Arguments.of(Duration.ofMinutes(5), "PT5M"),
                Arguments.of(
                        ZonedDateTime.parse("2026-11-21T10:00+01:00[Europe/Paris]"),
                        "2026-11-21T10%3A00+01%3A00%5BEurope/Paris%5D"),
                Arguments.of(URI.create("https://a.example/b"), "https%3A//a.example/b"),
                Arguments.of(Locale.CANADA_FRENCH, "fr_CA"),
                Arguments.of(Currency.getInstance("EUR"), "EUR"),
                Arguments.of(Optional.of(7), "7"),
                Arguments.of(Optional.empty(), "%null"),
                Arguments.of(OptionalLong.of(7), "7"),
                Arguments.of(null, "%null"),
                Arguments.of("null", "null"),
                Arguments.of("%null", "%25null"),
                Arguments.of("", "%empty"),
                Arguments.of("a:b", "a%3Ab"),
                Arguments.of("a b\n\t*?", "a%20b%0A%09%2A%3F"),
                Arguments.of("Zoë 東京 🚀", "Zoë%20東京%20🚀"),
                Arguments.of("a\u00a0b\u202ec", "a%C2%A0b%E2%80%AEc"),
                Arguments.of("\ud800", "%ED%A0%80"),
                Arguments.of(new Point(1, "b,c"), "(1,b%2Cc)"),
                Arguments.of(new Nothing(), "()"),
                Arguments.of(List.of(1, "a"), "[1,a]"),
                Arguments.of(List.of(), "[]"),
                Arguments.of(List.of(""), "[%empty]"),
                Arguments.of(Arrays.asList(1, null), "[1,%null]"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(new Object[] {"a", List.of(2)}, "[a,[2]]"),
                Arguments.of(new LinkedHashSet<>(List.of("b", "a")), "{a,b}"),
                Arguments.of(Set.of(), "{}"),
                Arguments.of(Map.of("b", 2, "a", 1), "{a=1,b=2}"),
                Arguments.of(Map.of(), "{=}"),
                Arguments.of(new Point(1, Map.of(Colour.RED, List.of(ID))), "(1,{RED=[" + ID + "]})"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void writesAKeyAs(Object key, String text) {
        assertThat(KEYS.of(key)).isEqualTo(text);
    }

    @Test
    void writesASqlTimestampToTheNanosecond() {
        java.sql.Timestamp timestamp = new java.sql.Timestamp(0);
        timestamp.setNanos(1);

        assertThat(KEYS.of(timestamp)).isEqualTo("1970-01-01T00%3A00%3A00.000000001Z");
        assertThat(KEYS.of(java.sql.Date.valueOf("2026-11-21"))).isEqualTo("2026-11-21");
    }

    @Test
    void joinsPartsSoThatNoTextReachesIntoTheNextPart() {
        assertThat(KEYS.ofParts(List.of("a:b", "c"))).isEqualTo("a%3Ab:c");
        assertThat(KEYS.ofParts(List.of("a", "b:c"))).isEqualTo("a:b%3Ac");
        assertThat(KEYS.ofParts(Arrays.asList(7, null, List.of(1)))).isEqualTo("7:%null:[1]");
        assertThat(KEYS.ofParts(List.of())).isEqualTo("%none");
    }

    @Test
    void writesOnePartLikeTheKeyItself() {
        assertThat(KEYS.ofParts(List.of("a b"))).isEqualTo(KEYS.of("a b"));
    }

    @Test
    void makesNoNewTextForAStringThatNeedsNoEscape() {
        String plain = "user-17";

        assertThat(KEYS.of(plain)).isSameAs(plain);
    }

    static Stream<Object> unsupported() {
        return Stream.of(
                new Object(), new AtomicLong(), new Thread(), List.of(new Object()), new Point(1, Stream.of()));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void refusesATypeWithoutStableText(Object key) {
        assertThatThrownBy(() -> KEYS.of(key))
                .isInstanceOf(UnsupportedKeyException.class)
                .hasMessageContaining("cache 'users'")
                .hasMessageContaining("KeyFunction");
    }

    @Test
    void refusesAKeyThatContainsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> KEYS.of(self))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("contain itself");
    }

    @Test
    void refusesAKeyThatWouldGrowWithoutBound() {
        Object doubled = "x";
        for (int i = 0; i < 30; i++) {
            doubled = List.of(doubled, doubled);
        }
        Object key = doubled;

        assertThatThrownBy(() -> KEYS.of(key)).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void passesAnExceptionOfTheUsersAccessorUnchanged() {
        record Failing(int x) {
            @Override
            public int x() {
                throw new IllegalStateException("mine");
            }
        }

        assertThatThrownBy(() -> KEYS.of(new Failing(1)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }
}
