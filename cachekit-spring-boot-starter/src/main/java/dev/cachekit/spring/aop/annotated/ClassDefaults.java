package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.CacheKitConfig;
import dev.cachekit.operation.CacheOptions;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * What a class says of the caches of its methods, where these say nothing themselves.
 *
 * @param where the annotation's place; empty if there is none
 * @param cache the cache of methods that name none; empty for none
 * @param profile the profile; empty for none
 * @param options the settings
 */
public record ClassDefaults(String where, String cache, String profile, CacheOptions options) {

    static final ClassDefaults NONE = new ClassDefaults("", "", "", CacheOptions.NONE);

    static ClassDefaults of(Class<?> beanClass, UnaryOperator<String> placeholders) {
        MergedAnnotation<CacheKitConfig> found =
                MergedAnnotations.from(beanClass, SearchStrategy.TYPE_HIERARCHY).get(CacheKitConfig.class);
        if (!found.isPresent()) {
            return NONE;
        }
        AttributeText attributes = new AttributeText(Place.of(CacheKitConfig.class, beanClass), found, placeholders);
        refuseExpression(attributes, "ttl");
        refuseExpression(attributes, "nullTtl");
        return new ClassDefaults(
                attributes.where(),
                attributes.name("cache"),
                attributes.get("profile"),
                SettingAttributes.ofClass(attributes));
    }

    private static void refuseExpression(AttributeText attributes, String attribute) {
        if (!LifetimeAttributes.expression(attributes, attribute).isEmpty()) {
            throw new InvalidConfigurationException(
                    attributes.where(),
                    attribute + " = \"" + attributes.get(attribute) + "\"",
                    "what holds for a class cannot depend on a result",
                    "give a duration such as \"5m\", or the expression on the method");
        }
    }

    /** Where every method has a cache of its own, one name for all would be wrong. */
    ClassDefaults ofEachMethod() {
        return new ClassDefaults(where, "", profile, options);
    }

    boolean isPresent() {
        return !where.isEmpty();
    }
}
