package dev.cachekit.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches if Spring's caches are ours to hold: the application says so, or it has caches and chose nobody else, neither by
 * properties nor by beans that only one provider understands.
 */
final class SpringCacheCondition extends SpringBootCondition implements ConfigurationCondition {

    static final String ENABLED = "cachekit.spring-cache.enabled";

    private static final Bindable<Map<String, Object>> PROPERTIES = Bindable.mapOf(String.class, Object.class);
    private static final List<String> OTHERS = List.of(
            "spring.cache.caffeine",
            "spring.cache.couchbase",
            "spring.cache.infinispan",
            "spring.cache.jcache",
            "spring.cache.redis");
    private static final List<String> TAKEN = List.of("cacheManager", "cacheResolver");
    private static final List<String> OTHER_BEANS = List.of(
            "org.springframework.cache.CacheManager",
            "org.springframework.cache.Cache",
            "org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer",
            "org.springframework.boot.cache.autoconfigure.JCacheManagerCustomizer",
            "org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer",
            "org.springframework.boot.cache.autoconfigure.Cache2kBuilderCustomizer",
            "org.springframework.data.redis.cache.RedisCacheConfiguration",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "com.github.benmanes.caffeine.cache.CaffeineSpec",
            "com.github.benmanes.caffeine.cache.CacheLoader",
            "org.infinispan.manager.EmbeddedCacheManager",
            "javax.cache.CacheManager");

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
        Optional<String> named =
                TAKEN.stream().filter(name -> hasBean(context, name)).findFirst();
        if (named.isPresent()) {
            return ConditionOutcome.noMatch(message.because("the application has a bean " + named.get()));
        }
        if (wanted.isPresent()) {
            return new ConditionOutcome(wanted.get(), message.because(ENABLED + " is " + wanted.get()));
        }
        Optional<String> other = other(binder).or(() -> otherBean(context));
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

    private static Optional<String> otherBean(ConditionContext context) {
        return OTHER_BEANS.stream()
                .filter(type -> hasBeanOf(context, type))
                .map(type -> "a bean of " + type)
                .findFirst();
    }

    private static boolean hasBean(ConditionContext context, String name) {
        return context.getBeanFactory() != null && context.getBeanFactory().containsBean(name);
    }

    private static boolean hasBeanOf(ConditionContext context, String type) {
        if (context.getBeanFactory() == null || !ClassUtils.isPresent(type, context.getClassLoader())) {
            return false;
        }
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        Class<?> known = ClassUtils.resolveClassName(type, context.getClassLoader());
        return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, known, true, false))
                .anyMatch(name -> isForAnyone(beans, name));
    }

    /** A bean that only those get who name it is no choice for all. */
    private static boolean isForAnyone(ConfigurableListableBeanFactory beans, String name) {
        return !beans.containsBeanDefinition(name)
                || !(beans.getBeanDefinition(name) instanceof AbstractBeanDefinition bean)
                || bean.isAutowireCandidate() && bean.isDefaultCandidate();
    }

    private static boolean isCachingEnabled(ConditionContext context) {
        return context.getBeanFactory() != null
                && context.getBeanFactory().getBeanNamesForType(CacheAspectSupport.class, false, false).length > 0;
    }
}
