package dev.cachekit.spring.actuate;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.spring.aop.annotated.DurationText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bands as operators write them: {@code 100 per 1m burst 20, 5000 per 1d sliding-window}. */
final class BandText {

    private static final Pattern BAND =
            Pattern.compile("(\\d{1,18}) per (\\S+?)(?: burst (\\d{1,18}))?(?: ([a-z]+-[a-z]+))?");

    private BandText() {}

    static List<Band> read(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(BandText::band)
                .toList();
    }

    static Map<String, Object> shown(Band band) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("permits", band.permits());
        shown.put("per", band.per().toString());
        shown.put("burst", band.burst());
        shown.put("algorithm", text(band.algorithm()));
        return shown;
    }

    private static Band band(String text) {
        Matcher band = BAND.matcher(text);
        if (!band.matches()) {
            throw refused(text, "a band must read like 100 per 1m");
        }
        return new Band(
                algorithm(text, band.group(4)),
                Long.parseLong(band.group(1)),
                DurationText.duration("bands", "per", band.group(2)),
                band.group(3) == null ? 0 : Long.parseLong(band.group(3)));
    }

    private static Algorithm algorithm(String band, @Nullable String name) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> name == null || text(algorithm).equals(name))
                .findFirst()
                .orElseThrow(() -> refused(band, "an algorithm must be token-bucket, sliding-window or fixed-window"));
    }

    private static String text(Algorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static InvalidConfigurationException refused(String value, String rule) {
        return new InvalidConfigurationException(
                "bands",
                "\"" + value + "\"",
                rule,
                "write for example 100 per 1m, or 100 per 1m burst 20 token-bucket; several with commas");
    }
}
