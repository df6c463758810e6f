package dev.cachekit.spring.aop.plan;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.LimiterSettings;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.RateLimitedOperation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.Sourced;
import dev.cachekit.operation.WithLockOperation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells at debug level, when all methods are planned, what stands around each of them, and the settings in force with their
 * sources.
 *
 * @param engine knows the settings
 */
record PlanReport(CacheKitEngine engine) {

    private static final Logger log = LoggerFactory.getLogger(PlanReport.class);

    void tell(List<MethodPlan> plans) {
        if (log.isDebugEnabled()) {
            plans.stream()
                    .flatMap(plan -> plan.method().operations().stream())
                    .forEach(operation -> log.debug("{}: {}", operation.where(), line(operation)));
        }
    }

    private String line(Operation operation) {
        if (operation instanceof RateLimitedOperation) {
            return "limiter " + operation.name() + " " + limiter(operation.name());
        }
        if (operation instanceof WithLockOperation) {
            return "lock " + operation.name() + " " + lock(engine.locks().options(operation.name()));
        }
        if (operation instanceof SingleFlightOperation flight) {
            return "single flight " + flight.name() + " scope=" + flight.scope();
        }
        return "cache " + operation.name() + " "
                + cache(engine.regions().settings(operation.name()).origin());
    }

    private static String cache(CacheOptions options) {
        return CacheSetting.all().stream()
                .map(setting -> options.find(setting)
                        .map(found -> said(setting.name(), found))
                        .orElse(""))
                .collect(Collectors.joining(", "));
    }

    private String limiter(String name) {
        return engine.limiters()
                .find(name)
                .map(limiter -> limiter(limiter.settings()))
                .orElse("without bands");
    }

    private static String limiter(LimiterSettings settings) {
        return Stream.of(
                        said("bands", settings.bands()),
                        said("max-wait", settings.maxWait()),
                        said("on-backend-failure", settings.onBackendFailure()),
                        said("shadow", settings.shadow()))
                .collect(Collectors.joining(", "));
    }

    private static String lock(LockOptions options) {
        String lease = options.lease() == null ? "renewed" : options.lease().toString();
        return "max-wait=" + options.effectiveMaxWait() + ", lease=" + lease;
    }

    private static String said(String setting, Sourced<?> value) {
        return setting + "=" + value.value() + " (" + value.source() + ")";
    }
}
