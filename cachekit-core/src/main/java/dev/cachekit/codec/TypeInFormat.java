package dev.cachekit.codec;

import dev.cachekit.spi.UnreadableValueException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.util.ClassUtil;

/** The prepared reader and writer of one type in one format. Immutable, safe for use by many threads. */
final class TypeInFormat {

    private final Class<?> rawType;
    private final String typeName;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** Times of a zone come back in their own zone, not in that of the reading machine. */
    TypeInFormat(ObjectMapper mapper, JavaType type) {
        this.rawType = type.isPrimitive() ? ClassUtil.wrapperType(type.getRawClass()) : type.getRawClass();
        this.typeName = type.toCanonical();
        this.reader = mapper.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        this.writer = mapper.writerFor(type)
                .without(SerializationFeature.INDENT_OUTPUT)
                .with(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
    }

    /** What a format has no way to write, such as raw JSON, is unsupported to Jackson. */
    byte[] write(Object value) {
        if (!rawType.isInstance(value)) {
            throw new UnwritableValueException(
                    "a cache of " + typeName + " cannot store a "
                            + value.getClass().getName() + "; give it a value of its declared type",
                    null);
        }
        try {
            return writer.writeValueAsBytes(value);
        } catch (JacksonException | UnsupportedOperationException e) {
            throw new UnwritableValueException(
                    "a value of " + typeName + " cannot be written; see the cause, or cache another type", e);
        }
    }

    /** The message of Jackson may hold parts of the value, so it goes nowhere. */
    @Nullable
    Object read(byte[] bytes) throws UnreadableValueException {
        try {
            return reader.readValue(bytes);
        } catch (RuntimeException e) {
            throw new UnreadableValueException(
                    "value does not read as " + typeName + ": " + e.getClass().getSimpleName());
        }
    }
}
