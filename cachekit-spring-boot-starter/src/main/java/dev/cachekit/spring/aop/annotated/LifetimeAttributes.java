package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;

/** The attributes of an annotation that are settings of its cache. */
final class LifetimeAttributes {

    private static final String EXPRESSION = "#{";

    private LifetimeAttributes() {}

    static CacheOptions of(AttributeText attributes) {
        String where = attributes.where();
        CacheOptions options = CacheOptions.NONE;
        String ttl = attributes.get("ttl");
        if (!ttl.isEmpty() && !ttl.startsWith(EXPRESSION)) {
            options = options.with(CacheSetting.TTL, DurationText.lifetime(attributes.where("ttl"), "ttl", ttl), where);
        }
        String nullTtl = attributes.get("nullTtl");
        if (!nullTtl.isEmpty() && !nullTtl.startsWith(EXPRESSION)) {
            options = options.with(
                    CacheSetting.NULL_TTL,
                    DurationText.lifetimeOrNone(attributes.where("nullTtl"), "nullTtl", nullTtl),
                    where);
        }
        return options;
    }

    /** Returns the inside of <code>#{...}</code>, empty if the attribute is no expression. */
    static String expression(AttributeText attributes, String attribute) {
        String text = attributes.get(attribute);
        if (!text.startsWith(EXPRESSION)) {
            return "";
        }
        if (!text.endsWith("}")) {
            throw new InvalidConfigurationException(
                    attributes.where(),
                    attribute + " = \"" + text + "\"",
                    "an expression must end with a brace",
                    "write it as #{...}, or give a duration such as \"5m\"");
        }
        return text.substring(EXPRESSION.length(), text.length() - 1).trim();
    }
}
