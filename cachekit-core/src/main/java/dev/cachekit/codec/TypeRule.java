package dev.cachekit.codec;

import dev.cachekit.InvalidConfigurationException;

/** What a type must meet to be read back as it is declared. */
enum TypeRule {
    RESOLVED("the type of cached values must be resolved", "declare the type in full, for example by a TypeRef"),
    OWN_TYPE(
            "a cached value must be declared by its own type",
            "declare a record or a class, or JsonNode where the JSON is free"),
    DATA("a cached value must be data", "cache what it yields, for example a List"),
    NO_CLASS_NAME(
            "no class name may be read from a cache",
            "use @JsonTypeInfo(use = NAME) with @JsonSubTypes, without default typing"),
    CONCRETE(
            "a cached interface or abstract class must name its subtypes",
            "declare a concrete type, or add @JsonTypeInfo(use = NAME) and @JsonSubTypes"),
    CONSTRUCTIBLE(
            "Jackson must be able to construct a cached type",
            "make it a record, or give it a no-argument constructor or a @JsonCreator"),
    VISIBLE("a cached class must show its fields to Jackson", "make it a record, or add getters or @JsonProperty"),
    TEXT_KEY(
            "keys of a cached map must be readable from their text",
            "use strings, numbers, enums, UUIDs or dates as keys, or @JsonKey with a @JsonCreator"),
    READABLE(
            "Jackson must be able to read and write a cached type",
            "declare another type, or register a module for it");

    private final String rule;
    private final String remedy;

    TypeRule(String rule, String remedy) {
        this.rule = rule;
        this.remedy = remedy;
    }

    InvalidConfigurationException brokenAt(String where, String value) {
        return new InvalidConfigurationException(where, value, rule, remedy);
    }

    InvalidConfigurationException brokenAt(String where, String value, Exception cause) {
        InvalidConfigurationException broken = brokenAt(where, value);
        broken.initCause(cause);
        return broken;
    }
}
