package dev.cachekit.spring.autoconfigure;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.spring.aop.annotated.DurationText;
import dev.cachekit.spring.autoconfigure.RateLimiterProperties.BandProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns the properties of a rate limiter into options, each with its property as the source. */
final class LimiterOptionsReader {

    private LimiterOptionsReader() {}

    static LimiterOptions read(String prefix, RateLimiterProperties from) {
        LimiterOptions options = LimiterOptions.NONE;
        if (!from.bands().isEmpty()) {
            options = options.withBands(bands(prefix + ".bands", from.bands()), prefix + ".bands");
        }
        if (from.maxWait() != null) {
            String source = prefix + ".max-wait";
            options = options.withMaxWait(DurationText.duration(source, "max-wait", from.maxWait()), source);
        }
        if (from.onBackendFailure() != null) {
            options = options.withOnBackendFailure(from.onBackendFailure(), prefix + ".on-backend-failure");
        }
        return from.shadow() == null ? options : options.withShadow(from.shadow(), prefix + ".shadow");
    }

    private static List<Band> bands(String prefix, List<BandProperties> from) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            bands.add(band(prefix + "[" + i + "]", from.get(i)));
        }
        return bands;
    }

    private static Band band(String where, BandProperties from) {
        if (from.permits() == null || from.per() == null) {
            throw new InvalidConfigurationException(
                    where,
                    "permits = " + from.permits() + ", per = " + from.per(),
                    "a band must have permits and per",
                    "set for example permits: 100 and per: 1m");
        }
        Duration per = DurationText.duration(where + ".per", "per", from.per());
        long burst = from.burst() == null ? 0 : from.burst();
        try {
            return new Band(from.algorithm(), from.permits(), per, burst);
        } catch (InvalidConfigurationException wrong) {
            throw new InvalidConfigurationException(where, wrong.value(), wrong.rule(), wrong.remedy());
        }
    }
}
