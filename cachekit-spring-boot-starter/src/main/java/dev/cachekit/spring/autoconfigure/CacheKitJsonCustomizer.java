package dev.cachekit.spring.autoconfigure;

import tools.jackson.databind.json.JsonMapper;

/**
 * Adds to the mapper that reads and writes cached values: modules, mix-ins, features. It is not the mapper of the web layer.
 *
 * <p>Beans of this type are asked in their order, once, before the mapper is made. Not asked if there is a {@code JsonMapper} named
 * {@code cacheKitJsonMapper} or a {@code Codec} of the application. A change that writes values differently makes stored ones
 * misses, if it shows in their structure; one that shows in the text only, such as a date format, must be rolled out with a new
 * {@code key-prefix}. Smile and CBOR follow the mapper in all but the features of JSON's parser and generator. What it throws, and default typing, stop the start.
 */
@FunctionalInterface
public interface CacheKitJsonCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder makes the mapper
     */
    void customize(JsonMapper.Builder builder);
}
