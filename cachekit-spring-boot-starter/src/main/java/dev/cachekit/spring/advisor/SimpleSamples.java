package dev.cachekit.spring.advisor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values of types that have no parts. Stateless. */
final class SimpleSamples {

    private static final Map<Class<?>, Object> ALL = all();

    private SimpleSamples() {}

    /** Null if the type is not among them. */
    static @Nullable Object of(Class<?> type) {
        return ALL.get(type);
    }

    private static Map<Class<?>, Object> all() {
        Map<Class<?>, Object> all = new LinkedHashMap<>();
        addScalars(all);
        addTimes(all);
        all.put(BigDecimal.class, new BigDecimal("1.50"));
        all.put(BigInteger.class, BigInteger.TEN);
        all.put(UUID.class, new UUID(1, 2));
        all.put(URI.class, URI.create("https://example.org/sample"));
        all.put(Locale.class, Locale.CANADA_FRENCH);
        all.put(Currency.class, Currency.getInstance("EUR"));
        all.put(OptionalInt.class, OptionalInt.of(1));
        all.put(OptionalLong.class, OptionalLong.of(1));
        all.put(OptionalDouble.class, OptionalDouble.of(1.5));
        ObjectNode free = JsonNodeFactory.instance.objectNode().put("sample", 1);
        all.put(JsonNode.class, free);
        all.put(ObjectNode.class, free);
        return all;
    }

    private static void addScalars(Map<Class<?>, Object> all) {
        all.put(String.class, "sample");
        all.put(boolean.class, true);
        all.put(Boolean.class, true);
        all.put(byte.class, (byte) 1);
        all.put(Byte.class, (byte) 1);
        all.put(short.class, (short) 1);
        all.put(Short.class, (short) 1);
        all.put(int.class, 1);
        all.put(Integer.class, 1);
        all.put(long.class, 1L);
        all.put(Long.class, 1L);
        all.put(float.class, 1.5f);
        all.put(Float.class, 1.5f);
        all.put(double.class, 1.5);
        all.put(Double.class, 1.5);
        all.put(char.class, 'a');
        all.put(Character.class, 'a');
    }

    private static void addTimes(Map<Class<?>, Object> all) {
        all.put(Instant.class, Instant.ofEpochSecond(1_000_000_000));
        all.put(Date.class, Date.from(Instant.ofEpochSecond(1_000_000_000)));
        all.put(Duration.class, Duration.ofSeconds(90));
        all.put(Period.class, Period.ofDays(3));
        all.put(Year.class, Year.of(2024));
        all.put(YearMonth.class, YearMonth.of(2024, 2));
        all.put(LocalDate.class, LocalDate.of(2024, 2, 29));
        all.put(LocalTime.class, LocalTime.of(12, 30));
        all.put(LocalDateTime.class, LocalDateTime.of(2024, 2, 29, 12, 30));
        all.put(OffsetDateTime.class, OffsetDateTime.of(2024, 2, 29, 12, 30, 0, 0, ZoneOffset.ofHours(2)));
    }
}
