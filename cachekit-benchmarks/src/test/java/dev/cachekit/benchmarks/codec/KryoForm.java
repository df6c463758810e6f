package dev.cachekit.benchmarks.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.redisson.client.handler.State;
import org.redisson.codec.Kryo5Codec;

/** Redisson's codec where none is chosen. */
record KryoForm(Kryo5Codec codec, Object value, byte[] written) implements Form {

    static Form of(Object value) {
        Kryo5Codec codec = new Kryo5Codec();
        ByteBuf bytes = encoded(codec, value);
        try {
            return new KryoForm(codec, value, ByteBufUtil.getBytes(bytes));
        } finally {
            bytes.release();
        }
    }

    private static ByteBuf encoded(Kryo5Codec codec, Object value) {
        try {
            return codec.getValueEncoder().encode(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int write() {
        ByteBuf bytes = encoded(codec, value);
        try {
            return bytes.readableBytes();
        } finally {
            bytes.release();
        }
    }

    @Override
    public Object read() {
        try {
            return codec.getValueDecoder().decode(Unpooled.wrappedBuffer(written), new State());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
