package dev.cachekit.spring.aop.plan;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.LimiterSettings;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spring.aop.plan.PlannedOperation.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands around each planned method, and the settings in force with their sources: for the log at debug level and for
 * operators. Safe for use by many threads.
 */
public final class PlanReport {

    private static final Logger log = LoggerFactory.getLogger(PlanReport.class);

    private final CacheKitEngine engine;
    private final List<MethodPlan> plans;

    PlanReport(CacheKitEngine engine, List<MethodPlan> plans) {
        this.engine = engine;
        this.plans = List.copyOf(plans);
    }

    void tell() {
        if (log.isDebugEnabled()) {
            operations()
                    .forEach(operation -> log.debug(
                            "{}: {} {} {}", operation.where(), operation.subject(), operation.name(), line(operation)));
        }
    }

    private String line(PlannedOperation operation) {
        return settings(operation.subject(), operation.name()).entrySet().stream()
                .map(said -> said.getKey() + "=" + said.getValue().value() + " ("
                        + said.getValue().source() + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns all operations.
     *
     * @return by method; of one method the outermost first
     */
    public List<PlannedOperation> operations() {
        return plans.stream()
                .map(MethodPlan::method)
                .flatMap(
                        method -> method.operations().stream().map(operation -> PlannedOperation.of(method, operation)))
                .distinct()
                .toList();
    }

    /**
     * Returns the settings that are in force now.
     *
     * @param subject what they are of
     * @param name its name
     * @return value as text and source, by the name of the setting; empty for a limiter without bands
     */
    public Map<String, Sourced<String>> settings(Subject subject, String name) {
        Map<String, Sourced<String>> said = new LinkedHashMap<>();
        switch (subject) {
            case CACHE -> ofCache(engine.regions().settings(name).origin(), said);
            case LIMITER -> engine.limiters().find(name).ifPresent(limiter -> ofLimiter(limiter.settings(), said));
            case LOCK -> ofLock(name, said);
            case FLIGHT -> ofFlight(name, said);
        }
        return said;
    }

    private static void ofCache(CacheOptions options, Map<String, Sourced<String>> said) {
        for (CacheSetting<?> setting : CacheSetting.all()) {
            options.find(setting).ifPresent(found -> said.put(setting.name(), text(found, "none")));
        }
    }

    private static void ofLimiter(LimiterSettings settings, Map<String, Sourced<String>> said) {
        said.put("bands", text(settings.bands(), ""));
        said.put("max-wait", text(settings.maxWait(), ""));
        said.put("on-backend-failure", text(settings.onBackendFailure(), ""));
        said.put("shadow", text(settings.shadow(), ""));
    }

    private void ofLock(String name, Map<String, Sourced<String>> said) {
        said.put("max-wait", text(engine.locks().maxWait(name), ""));
        said.put("lease", text(engine.locks().lease(name), "renewed"));
    }

    /** Its name belongs to one method, so its annotation says it all. */
    private void ofFlight(String name, Map<String, Sourced<String>> said) {
        plans.stream()
                .flatMap(plan -> plan.method().operations(SingleFlightOperation.class))
                .filter(flight -> flight.name().equals(name))
                .forEach(
                        flight -> said.put("scope", new Sourced<>(flight.scope().name(), flight.where())));
    }

    private static Sourced<String> text(Sourced<?> said, String absent) {
        Object value = said.value() instanceof Optional<?> optional ? optional.orElse(null) : said.value();
        return new Sourced<>(value == null ? absent : value.toString(), said.source());
    }
}
