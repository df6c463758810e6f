package dev.cachekit.codec;

import dev.cachekit.ValueFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * One mapper in each format whose module is there; those of binary formats are made when they are first needed. Safe for use
 * by many threads.
 */
final class FormatMappers {

    private final JsonMapper json;
    private final ConcurrentMap<ValueFormat, Optional<ObjectMapper>> binary = new ConcurrentHashMap<>();

    FormatMappers(JsonMapper json) {
        this.json = json;
    }

    JsonMapper json() {
        return json;
    }

    /** Returns the mapper, empty if the format's module is missing. */
    Optional<ObjectMapper> find(ValueFormat format) {
        return format == ValueFormat.JSON ? Optional.of(json) : binary.computeIfAbsent(format, this::make);
    }

    private Optional<ObjectMapper> make(ValueFormat format) {
        try {
            TokenStreamFactory like = json.tokenStreamFactory();
            TokenStreamFactory tokens = format == ValueFormat.SMILE ? SmileTokens.like(like) : CborTokens.like(like);
            return Optional.of(OtherTokens.of(json, tokens));
        } catch (LinkageError missing) { // or of another version
            return Optional.empty();
        }
    }
}
