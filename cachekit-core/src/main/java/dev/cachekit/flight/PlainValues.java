package dev.cachekit.flight;

import dev.cachekit.spi.Codec;
import dev.cachekit.spi.UnreadableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Values whose type nobody has declared. Only these few types are taken, each by its place in this list: no class name that
 * comes from elsewhere chooses a class. The list may grow at its end.
 */
final class PlainValues implements FlightValues {

    private static final List<Class<?>> TYPES = List.of(
            Void.class,
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Character.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            YearMonth.class,
            Duration.class,
            byte[].class);

    private final Codec codec;
    private final ConcurrentMap<Class<?>, FlightValues> byType = new ConcurrentHashMap<>();

    PlainValues(Codec codec) {
        this.codec = codec;
    }

    @Override
    public ByteBuffer encode(@Nullable Object value) {
        int place = value == null ? 0 : TYPES.indexOf(value.getClass());
        if (place < 0) {
            throw new IllegalArgumentException("the type of the value is not known to other processes; declare it");
        }
        ByteBuffer bytes = of(TYPES.get(place)).encode(value);
        return ByteBuffer.allocate(1 + bytes.remaining())
                .put((byte) place)
                .put(bytes)
                .flip();
    }

    @Override
    public @Nullable Object decode(ByteBuffer bytes) throws UnreadableValueException {
        ByteBuffer rest = bytes.duplicate();
        int place = rest.hasRemaining() ? rest.get() : -1;
        if (place < 0 || place >= TYPES.size()) {
            throw new UnreadableValueException("value is of a type that is not known here");
        }
        return of(TYPES.get(place)).decode(rest.slice());
    }

    private FlightValues of(Class<?> type) {
        return type == Void.class ? NOTHING : byType.computeIfAbsent(type, same -> FlightValues.of(codec, same));
    }
}
