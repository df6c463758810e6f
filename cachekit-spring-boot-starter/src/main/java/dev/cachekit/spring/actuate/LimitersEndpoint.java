package dev.cachekit.spring.actuate;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.limit.Limiter;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.LimiterSettings;
import dev.cachekit.limit.Limiters;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spi.BoundedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the rate limiters of this process, with where each setting came from, and changes their bands while it runs. A change
 * holds in the process that is asked, until it is taken back or the process ends. What has been taken stays taken. Safe for
 * use by many threads.
 */
@Endpoint(id = "cachekitlimiters")
public final class LimitersEndpoint {

    private static final String SOURCE = "actuator/cachekitlimiters";

    private final Limiters limiters;
    private final LimiterCounts counts;

    /**
     * Makes the endpoint.
     *
     * @param limiters the limiters
     * @param counts what they decided
     */
    public LimitersEndpoint(Limiters limiters, LimiterCounts counts) {
        this.limiters = limiters;
        this.counts = counts;
    }

    /**
     * Shows all limiters that somebody has asked for.
     *
     * @return settings by name
     */
    @ReadOperation
    public Map<String, Object> limiters() {
        Map<String, Object> shown = new LinkedHashMap<>();
        limiters.all().forEach(limiter -> shown.put(limiter.name(), shown(limiter)));
        return Map.of("limiters", shown);
    }

    /**
     * Shows one limiter.
     *
     * @param name its name
     * @return its settings; null if nobody has asked for it
     */
    @ReadOperation
    public @Nullable Map<String, Object> limiter(@Selector String name) {
        return limiters.find(name).map(this::shown).orElse(null);
    }

    /**
     * Gives a limiter other bands.
     *
     * @param name its name
     * @param bands for example {@code 100 per 1m burst 20, 5000 per 1d sliding-window}
     * @return its settings then
     * @throws InvalidEndpointRequestException if they cannot be honoured
     */
    @WriteOperation
    public Map<String, Object> change(@Selector String name, String bands) {
        return changed(name, () -> LimiterOptions.NONE.withBands(BandText.read(bands), SOURCE));
    }

    /**
     * Takes a change back.
     *
     * @param name the limiter's name
     * @return its settings then
     * @throws InvalidEndpointRequestException if nobody has asked for it, or it has no other bands any more
     */
    @DeleteOperation
    public Map<String, Object> takeBack(@Selector String name) {
        return changed(name, () -> LimiterOptions.NONE);
    }

    private Map<String, Object> changed(String name, Supplier<LimiterOptions> options) {
        if (!found(name, options)) {
            throw new InvalidEndpointRequestException("no rate limiter is named so", "no rate limiter is named so");
        }
        return limiters.find(name).map(this::shown).orElse(Map.of());
    }

    private boolean found(String name, Supplier<LimiterOptions> options) {
        try {
            return limiters.change(name, options.get());
        } catch (InvalidConfigurationException wrong) {
            String told = Objects.requireNonNull(wrong.getMessage());
            throw new InvalidEndpointRequestException(told, told, wrong);
        }
    }

    private Map<String, Object> shown(Limiter limiter) {
        try {
            Map<String, Object> shown = shown(limiter.settings());
            String counted = counts.isAmongOthers(limiter.name()) ? BoundedNames.OTHER : limiter.name();
            shown.put("countedAs", counted);
            shown.put("counts", counts.figures(counted));
            return shown;
        } catch (InvalidConfigurationException incomplete) {
            return Map.of("problem", incomplete.getMessage());
        }
    }

    private static Map<String, Object> shown(LimiterSettings settings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        List<Map<String, Object>> bands =
                settings.bands().value().stream().map(BandText::shown).toList();
        shown.put("bands", shown(bands, settings.bands()));
        shown.put("maxWait", shown(settings.maxWait().value().toString(), settings.maxWait()));
        shown.put("onBackendFailure", shown(settings.onBackendFailure().value(), settings.onBackendFailure()));
        shown.put("shadow", shown(settings.shadow().value(), settings.shadow()));
        return shown;
    }

    private static Map<String, Object> shown(Object value, Sourced<?> sourced) {
        return Map.of("value", value, "source", sourced.source());
    }
}
