package dev.cachekit.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if Spring's caches are ours to hold: the application says so, or it has caches and chose nobody else. */
final class SpringCacheCondition extends SpringBootCondition implements ConfigurationCondition {

    static final String ENABLED = "cachekit.spring-cache.enabled";

    private static final Bindable<Map<String, Object>> PROPERTIES = Bindable.mapOf(String.class, Object.class);
    private static final List<String> OTHERS = List.of(
            "spring.cache.caffeine",
            "spring.cache.couchbase",
            "spring.cache.infinispan",
            "spring.cache.jcache",
            "spring.cache.redis");

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("CacheKit's Spring caches");
        Binder binder = Binder.get(context.getEnvironment());
        Optional<Boolean> wanted =
                Optional.ofNullable(binder.bind(ENABLED, Boolean.class).orElse(null));
        if (wanted.isPresent()) {
            return new ConditionOutcome(wanted.get(), message.because(ENABLED + " is " + wanted.get()));
        }
        Optional<String> other = other(binder);
        if (other.isPresent()) {
            return ConditionOutcome.noMatch(message.because(other.get() + " chooses another provider"));
        }
        return new ConditionOutcome(isCachingEnabled(context), message.because("unless caching is enabled"));
    }

    private static Optional<String> other(Binder binder) {
        if (binder.bind("spring.cache.type", String.class).isBound()) {
            return Optional.of("spring.cache.type");
        }
        return OTHERS.stream()
                .filter(prefix -> binder.bind(prefix, PROPERTIES).isBound())
                .findFirst();
    }

    private static boolean isCachingEnabled(ConditionContext context) {
        return context.getBeanFactory() != null
                && context.getBeanFactory().getBeanNamesForType(CacheAspectSupport.class, false, false).length > 0;
    }
}
