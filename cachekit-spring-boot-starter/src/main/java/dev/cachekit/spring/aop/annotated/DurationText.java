package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** Durations as people write them in annotations and properties: {@code 30s}, {@code 5m}, {@code PT5M}, {@code forever}, {@code 0}. */
public final class DurationText {

    private static final String FOREVER = "forever";
    private static final String REMEDY = "write it like 30s, 5m or PT5M";
    private static final String REMEDY_OF_LIFETIME = REMEDY + ", or forever for no expiry";
    private static final Pattern ZERO = Pattern.compile("0+(ns|us|ms|s|m|h|d)?|PT0S");
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d+");

    private DurationText() {}

    /**
     * Reads a lifetime.
     *
     * @param where the place of the text
     * @param attribute what it says
     * @param text the text
     * @return the lifetime
     * @throws InvalidConfigurationException if it is none
     */
    public static Ttl lifetime(String where, String attribute, String text) {
        if (text.strip().equalsIgnoreCase(FOREVER)) {
            return Ttl.FOREVER;
        }
        Duration duration = isZero(text) ? Duration.ZERO : parsed(where, attribute, text, REMEDY_OF_LIFETIME);
        if (duration.toMillis() < 1) {
            throw refused(where, attribute, text, "must be at least 1 ms", REMEDY_OF_LIFETIME);
        }
        return Ttl.of(duration);
    }

    /**
     * Reads a lifetime that may be none at all.
     *
     * @param where the place of the text
     * @param attribute what it says
     * @param text the text
     * @return the lifetime, empty for {@code 0}
     * @throws InvalidConfigurationException if it is neither
     */
    public static Optional<Ttl> lifetimeOrNone(String where, String attribute, String text) {
        return isZero(text) ? Optional.empty() : Optional.of(lifetime(where, attribute, text));
    }

    /**
     * Reads a time, which may be zero.
     *
     * @param where the place of the text
     * @param attribute what it says
     * @param text the text
     * @return the time
     * @throws InvalidConfigurationException if it is none
     */
    public static Duration duration(String where, String attribute, String text) {
        if (isZero(text)) {
            return Duration.ZERO;
        }
        Duration duration = parsed(where, attribute, text, REMEDY);
        if (duration.isNegative()) {
            throw refused(where, attribute, text, "must not be negative", REMEDY);
        }
        return duration;
    }

    private static boolean isZero(String text) {
        return ZERO.matcher(text.strip()).matches();
    }

    private static Duration parsed(String where, String attribute, String text, String remedy) {
        try {
            if (!WITHOUT_UNIT.matcher(text.strip()).matches()) {
                return DurationStyle.detectAndParse(text.strip());
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // told below, together with a missing unit
        }
        throw refused(where, attribute, text, "must be a duration with a unit", remedy);
    }

    private static InvalidConfigurationException refused(
            String where, String attribute, String text, String rule, String remedy) {
        return new InvalidConfigurationException(where, text, attribute + " " + rule, remedy);
    }
}
