package dev.cachekit.benchmarks.codec;

import dev.cachekit.ValueFormat;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;

/** The codec of the product, as its caches use it. */
record CacheKitForm(ValueCodec codec, Object value, Payload written) implements Form {

    static Form plain(ValueFormat format, Object value) {
        return of(format, Long.MAX_VALUE, value);
    }

    static Form compressed(ValueFormat format, Object value) {
        return of(format, 1, value);
    }

    private static Form of(ValueFormat format, long threshold, Object value) {
        ValueCodec codec = JacksonCodec.create()
                .writing(format, "a benchmark")
                .forType(value.getClass(), new SizeLimits(threshold, 1L << 20));
        return new CacheKitForm(codec, value, codec.encode(value));
    }

    @Override
    public int write() {
        return codec.encode(value).size();
    }

    @Override
    public Object read() {
        try {
            Object read = codec.decode(written);
            if (read == null) {
                throw new IllegalStateException("it was not null");
            }
            return read;
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
