package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/** Reads lifetimes as they are written in properties. A bare number is refused: nobody can tell its unit. */
final class TtlText {

    private static final String FOREVER = "forever";
    private static final String REMEDY = "write it like 30s, 5m or PT5M, or forever for no expiry";

    private TtlText() {}

    static Ttl parse(String where, String name, String text) {
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase(FOREVER)) {
            return Ttl.FOREVER;
        }
        Duration duration = duration(where, name, stripped);
        if (duration.toMillis() < 1) {
            throw new InvalidConfigurationException(where, text, name + " must be at least 1 ms", REMEDY);
        }
        return Ttl.of(duration);
    }

    /** Reads a lifetime that may also be {@code 0}, for never. */
    static Optional<Ttl> parseOrNever(String where, String name, String text) {
        String stripped = text.strip();
        if (stripped.matches("0+(ns|us|ms|s|m|h|d)?|PT0S")) {
            return Optional.empty();
        }
        return Optional.of(parse(where, name, stripped));
    }

    private static Duration duration(String where, String name, String text) {
        try {
            if (!text.matches("[+-]?\\d+")) {
                return DurationStyle.detectAndParse(text);
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // said below
        }
        throw new InvalidConfigurationException(where, text, name + " must be a duration with a unit", REMEDY);
    }
}
