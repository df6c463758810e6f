package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.RemoteLoadException;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.flight.Outcomes.Read;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {

    record Page(String title, List<Integer> lines) {}

    private static final JacksonCodec CODEC = JacksonCodec.create();
    private static final SharedExceptions LISTED = SharedExceptions.of(List.of(IllegalStateException.class));

    private static Outcomes of(FlightValues values) {
        return new Outcomes(values, LISTED);
    }

    private static Read taken(FlightValues values, @Nullable Object value) {
        return of(values).read(of(values).write(value, null));
    }

    private static Read taken(Throwable failure) {
        Outcomes outcomes = of(FlightValues.NOTHING);
        return outcomes.read(outcomes.write(null, failure));
    }

    private static Throwable failure(Read read) {
        assertThat(read).isInstanceOf(Read.Shared.class);
        Throwable failure = ((Read.Shared) read).failure();
        assertThat(failure).isNotNull();
        return failure;
    }

    static Stream<Object> plainValues() {
        return Stream.of(
                "text",
                true,
                1,
                2L,
                (short) 3,
                (byte) 4,
                5.5,
                6.5f,
                '7',
                BigInteger.TEN,
                new BigDecimal("1.50"),
                UUID.randomUUID(),
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                LocalDate.of(2026, 2, 3),
                LocalTime.of(4, 5),
                LocalDateTime.of(2026, 2, 3, 4, 5),
                OffsetDateTime.of(2026, 2, 3, 4, 5, 0, 0, ZoneOffset.UTC),
                YearMonth.of(2026, 2),
                Duration.ofMillis(7));
    }

    @ParameterizedTest
    @MethodSource("plainValues")
    void aPlainValueNeedsNoDeclaredType(Object value) {
        assertThat(taken(FlightValues.undeclared(CODEC), value)).isEqualTo(new Read.Shared(value, null));
    }

    @Test
    void bytesNeedNoDeclaredType() {
        Read read = taken(FlightValues.undeclared(CODEC), new byte[] {1, 2});
        assertThat(read)
                .isInstanceOfSatisfying(
                        Read.Shared.class, shared -> assertThat(shared.value()).isEqualTo(new byte[] {1, 2}));
    }

    @Test
    void nullNeedsNoDeclaredType() {
        assertThat(taken(FlightValues.undeclared(CODEC), null)).isEqualTo(new Read.Shared(null, null));
    }

    @Test
    void anyOtherValueNeedsADeclaredType() {
        assertThat(taken(FlightValues.undeclared(CODEC), new Page("a", List.of(1))))
                .isEqualTo(new Read.Unshared("refused"));
    }

    @Test
    void aValueIsReadAsTheDeclaredType() {
        Page page = new Page("a", List.of(1, 2));
        assertThat(taken(FlightValues.of(CODEC, Page.class), page)).isEqualTo(new Read.Shared(page, null));
    }

    @Test
    void aValueOfAnotherStructureIsNotRead() {
        ByteBuffer page = of(FlightValues.of(CODEC, Page.class)).write(new Page("a", List.of()), null);
        assertThat(of(FlightValues.of(CODEC, String.class)).read(page)).isEqualTo(new Read.Unshared("unreadable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "V", "VJ", "V~00000000{}", "F", "F+", "F\n", "X", "VJ00000000{"})
    void damagedBytesAreNotRead(String damaged) {
        ByteBuffer bytes = ByteBuffer.wrap(damaged.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(of(FlightValues.of(CODEC, Page.class)).read(bytes)).isEqualTo(new Read.Unshared("unreadable"));
    }

    @Test
    void aListedExceptionIsRebuiltWithItsMessage() {
        assertThat(failure(taken(new IllegalStateException("two\nlines"))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two\nlines");
    }

    @Test
    void anExceptionWithoutAMessageStaysWithoutOne() {
        assertThat(failure(taken(new IllegalStateException()))).hasMessage(null);
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(failure(taken(new IllegalStateException("m".repeat(10_001)))))
                .hasMessage("m".repeat(10_000));
    }

    @Test
    void anExceptionWhoseMessageCannotBeHadIsNotShared() {
        assertThat(taken(new RuntimeException() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("no message");
                    }
                }))
                .isEqualTo(new Read.Unshared("refused"));
    }

    @Test
    void anExceptionThatIsNotListedIsNamed() {
        assertThat(failure(taken(new UnsupportedOperationException("no"))))
                .isInstanceOfSatisfying(RemoteLoadException.class, remote -> {
                    assertThat(remote.remoteType()).isEqualTo(UnsupportedOperationException.class.getName());
                    assertThat(remote.remoteMessage()).isEqualTo("no");
                });
    }
}
