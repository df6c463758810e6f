package dev.cachekit.key;

import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The text, not yet escaped, of values that have no parts. */
final class ScalarText {

    private static final Set<Class<?>> FINAL_TYPES =
            Set.of(Character.class, Boolean.class, UUID.class, URI.class, Locale.class, Currency.class);
    private static final List<Class<?>> TIME_TYPES =
            List.of(TemporalAccessor.class, TemporalAmount.class, ZoneId.class);
    private static final Set<String> SQL_DAYS_AND_TIMES = Set.of("java.sql.Date", "java.sql.Time");

    private ScalarText() {}

    static boolean knows(Class<?> type) {
        return FINAL_TYPES.contains(type)
                || type.isPrimitive() && type != void.class
                || NumberText.knows(type)
                || CharSequence.class.isAssignableFrom(type)
                || isEnum(type)
                || Date.class.isAssignableFrom(type)
                || isTime(type);
    }

    /** Returns null if the value is of another kind. */
    static @Nullable String of(Object value) {
        if (value instanceof Number number) {
            return NumberText.knows(number.getClass()) ? NumberText.of(number) : null;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Date date) {
            return ofDate(date);
        }
        return knows(value.getClass()) ? value.toString() : null;
    }

    /** The nanoseconds of an SQL timestamp count; an SQL date or time is no instant and refuses to become one. */
    private static String ofDate(Date date) {
        boolean noInstant = SQL_DAYS_AND_TIMES.contains(date.getClass().getName());
        return noInstant ? date.toString() : date.toInstant().toString();
    }

    private static boolean isEnum(Class<?> type) {
        return type != Enum.class && Enum.class.isAssignableFrom(type);
    }

    private static boolean isTime(Class<?> type) {
        return type.getPackageName().equals("java.time")
                && TIME_TYPES.stream().anyMatch(time -> time.isAssignableFrom(type));
    }
}
