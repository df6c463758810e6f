package dev.cachekit.spring.aop.plan;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes a number of what people use as a version of a row: a whole number, or the time of its last change. */
final class VersionNumber {

    private VersionNumber() {}

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
            throw refused(where, version, "must be a whole number or a point in time");
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
        return new IllegalStateException(where + ": version " + rule + " but was a "
                + version.getClass().getName() + "; give the number that grows with every change of the row");
    }
}
