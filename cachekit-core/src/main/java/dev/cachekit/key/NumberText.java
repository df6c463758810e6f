package dev.cachekit.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;

/**
 * The text of numbers, by value: {@code 1}, {@code 1L}, {@code 1.0} and {@code 1.00} in a decimal read the same.
 *
 * <p>Binary fractions are written with the fewest digits that read back, computed here because
 * {@link Double#toString(double)} gives other digits before Java 19 than since.
 */
final class NumberText {

    private static final Set<Class<?>> INTEGERS =
            Set.of(Long.class, Integer.class, Short.class, Byte.class, BigInteger.class);
    private static final Set<Class<?>> FRACTIONS = Set.of(Double.class, Float.class, BigDecimal.class);
    private static final int LONGEST_PLAIN = 40;

    private NumberText() {}

    static boolean knows(Class<?> type) {
        return INTEGERS.contains(type) || FRACTIONS.contains(type);
    }

    static String of(Number number) {
        if (INTEGERS.contains(number.getClass())) {
            return number.toString();
        }
        return number instanceof BigDecimal decimal ? plain(decimal) : ofBinary(number);
    }

    private static String ofBinary(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = new BigDecimal(number.toString()).precision();
        while (digits > 1 && readsBack(round(exact, digits - 1), number)) {
            digits--;
        }
        return plain(round(exact, digits));
    }

    private static BigDecimal round(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static boolean readsBack(BigDecimal decimal, Number number) {
        return number instanceof Float
                ? decimal.floatValue() == number.floatValue()
                : decimal.doubleValue() == number.doubleValue();
    }

    /** Plain digits as long as they are few: a decimal such as 1E+1000000000 would not fit in memory. */
    private static String plain(BigDecimal decimal) {
        BigDecimal shortest = decimal.stripTrailingZeros();
        boolean few = Math.abs((long) shortest.scale()) <= LONGEST_PLAIN;
        return few ? shortest.toPlainString() : shortest.toString();
    }
}
