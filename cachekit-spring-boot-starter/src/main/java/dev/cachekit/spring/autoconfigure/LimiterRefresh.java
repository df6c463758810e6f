package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.limit.Limiters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Reads what is configured for rate limiters again when Spring Cloud tells that the environment has changed. The event is
 * known by its name, because Spring Cloud need not be there.
 */
final class LimiterRefresh implements GenericApplicationListener {

    private static final Logger log = LoggerFactory.getLogger(LimiterRefresh.class);
    private static final String CHANGED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final Limiters limiters;
    private final Environment environment;

    LimiterRefresh(Limiters limiters, Environment environment) {
        this.limiters = limiters;
        this.environment = environment;
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        Class<?> event = type.toClass();
        return event.getName().equals(CHANGED);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        try {
            refresh();
        } catch (RuntimeException wrong) { // it is others' refresh as well
            log.error("Rate limiters stay as they were: {}", Objects.requireNonNullElse(told(wrong), wrong.toString()));
        }
    }

    /** Reads it again; what cannot be honoured is thrown and leaves all as it was. */
    void refresh() {
        limiters.reload(LimiterConfiguration.read(environment));
    }

    private static @Nullable String told(Throwable wrong) {
        Throwable cause = wrong;
        while (!(cause instanceof InvalidConfigurationException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
