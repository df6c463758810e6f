package dev.cachekit.spring.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.ValueFormat;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A codec that also writes the values of caches for which no type is declared, as plain JSON. Safe for use by many threads.
 *
 * @param declared writes the values of declared types
 */
public record PlainJsonCodec(Codec declared) implements Codec {

    @Override
    public ValueCodec forType(Type type, SizeLimits limits) {
        return type == PlainJson.class
                ? new Plain(declared.forType(JsonNode.class, limits))
                : declared.forType(type, limits);
    }

    @Override
    public PlainJsonCodec writing(ValueFormat format, String where) {
        return new PlainJsonCodec(declared.writing(format, where));
    }

    private record Plain(ValueCodec json) implements ValueCodec {

        @Override
        public Payload encode(@Nullable Object value) {
            return json.encode(value == null ? null : written(value));
        }

        private static JsonNode written(Object value) {
            try {
                return PlainJson.write(value);
            } catch (IllegalArgumentException refused) {
                throw new InvalidConfigurationException(
                        "a Spring cache without a value type",
                        String.valueOf(refused.getMessage()),
                        CacheValues.PLAIN_RULE,
                        CacheValues.PLAIN_REMEDY);
            }
        }

        @Override
        public @Nullable Object decode(Payload payload) throws UnreadableValueException {
            Object node = json.decode(payload);
            try {
                return node == null ? null : PlainJson.read((JsonNode) node);
            } catch (RuntimeException foreign) {
                throw new UnreadableValueException("value is no plain JSON of a Spring cache");
            }
        }
    }
}
