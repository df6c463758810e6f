package dev.cachekit.limit;

import dev.cachekit.Band;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The names by which clients know bands: the limiter's if it has one, else with its time in seconds, {@code api:60}. The bands
 * of all limiters have different names: the names of limiters are escaped, and no escaped name holds a colon.
 */
final class PolicyNames {

    private PolicyNames() {}

    /** Returns a name in visible ASCII for each band, in their order. */
    static List<String> of(String escapedLimiter, List<Band> bands) {
        String limiter = ascii(escapedLimiter);
        if (bands.size() == 1) {
            return List.of(limiter);
        }
        List<String> names = new ArrayList<>();
        for (Band band : bands) {
            String name = limiter + ":" + seconds(band.per());
            names.add(names.contains(name) ? name + ":" + names.size() : name);
        }
        return names;
    }

    /** Rounded up, as clients are told all times. */
    private static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    /** Header fields hold nothing else; letters of other alphabets are not escaped yet. */
    private static String ascii(String escaped) {
        StringBuilder ascii = new StringBuilder();
        for (byte octet : escaped.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ') {
                ascii.append((char) octet);
            } else {
                ascii.append('%').append(String.format("%02X", octet));
            }
        }
        return ascii.toString();
    }
}
