package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Makes a number of what people use as a version of a row: a whole number, or the time of its last change. */
final class VersionNumber {

    private static final List<Class<?>> TYPES = List.of(
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            BigInteger.class,
            Instant.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            LocalDateTime.class,
            Date.class);

    private static final String RULE = "must be a whole number or a point in time";
    private static final String REMEDY = "give the number that grows with every change of the row";

    private VersionNumber() {}

    /** Refuses an expression whose declared type shows that none of its values can be a version. */
    static CallExpression checked(String where, String text, CallExpression version, Class<?> beanClass) {
        Class<?> declared = version.type()
                .map(type -> GenericTypeResolver.resolveType(type.getType(), beanClass))
                .map(type -> ResolvableType.forType(type).resolve())
                .orElse(null);
        if (declared != null && !mayBe(declared)) {
            throw new InvalidConfigurationException(
                    where, "\"" + text + "\" of type " + declared.getName(), "version " + RULE, REMEDY);
        }
        return version;
    }

    /** Tells whether a value of a declared type may be a version: the type is one of those below, or wider, or narrower. */
    static boolean mayBe(Class<?> declared) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
        return TYPES.stream().anyMatch(known -> known.isAssignableFrom(type) || type.isAssignableFrom(known));
    }

    /** Null if the row has no version yet; dates count in microseconds, as databases keep them. */
    static @Nullable Long of(String where, @Nullable Object version) {
        if (version == null) {
            return null;
        }
        long number = number(where, version);
        if (number < 0) {
            throw refused(where, version, "must not be negative");
        }
        return number;
    }

    private static long number(String where, Object version) {
        if (version instanceof Long
                || version instanceof Integer
                || version instanceof Short
                || version instanceof Byte) {
            return ((Number) version).longValue();
        }
        if (version instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        Instant time = time(version);
        if (time == null) {
            throw refused(where, version, RULE);
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static @Nullable Instant time(Object version) {
        if (version instanceof Instant instant) {
            return instant;
        }
        if (version instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (version instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (version instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        if (version instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return version instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : null;
    }

    private static IllegalStateException refused(String where, Object version, String rule) {
        return new IllegalStateException(
                where + ": version " + rule + " but was a " + version.getClass().getName() + "; " + REMEDY);
    }
}
