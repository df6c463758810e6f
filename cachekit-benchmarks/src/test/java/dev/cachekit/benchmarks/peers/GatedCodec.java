package dev.cachekit.benchmarks.peers;

import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Makes readers pass a gate before they decode. */
record GatedCodec(Codec codec, Gate gate) implements Codec {

    @Override
    public ValueCodec forType(Type type, SizeLimits limits) {
        ValueCodec values = codec.forType(type, limits);
        return new ValueCodec() {
            @Override
            public Payload encode(@Nullable Object value) {
                return values.encode(value);
            }

            @Override
            public @Nullable Object decode(Payload payload) throws UnreadableValueException {
                gate.pass();
                return values.decode(payload);
            }
        };
    }
}
