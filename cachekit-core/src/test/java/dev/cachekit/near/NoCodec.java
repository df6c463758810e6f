package dev.cachekit.near;

import dev.cachekit.spi.Payload;
import dev.cachekit.spi.ValueCodec;
import org.jspecify.annotations.Nullable;

/** Where no value is ever encoded or decoded. */
final class NoCodec implements ValueCodec {

    @Override
    public Payload encode(@Nullable Object value) {
        throw new AssertionError("nothing is encoded here");
    }

    @Override
    public @Nullable Object decode(Payload payload) {
        throw new AssertionError("nothing is decoded here");
    }
}
