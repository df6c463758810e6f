package dev.cachekit.flight;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of one declared type: the mark of the encoding, the fingerprint of the type's structure, then the payload.
 *
 * @param codec writes and reads the type
 */
record DeclaredValues(ValueCodec codec) implements FlightValues {

    private static final int HEAD = 1 + Payload.FINGERPRINT_LENGTH;

    @Override
    public ByteBuffer encode(@Nullable Object value) {
        Payload payload = codec.encode(value);
        return ByteBuffer.allocate(HEAD + payload.size())
                .put((byte) payload.encoding().mark())
                .put(payload.fingerprint().getBytes(StandardCharsets.ISO_8859_1))
                .put(payload.bytes())
                .flip();
    }

    @Override
    public @Nullable Object decode(ByteBuffer bytes) throws UnreadableValueException {
        if (bytes.remaining() < HEAD) {
            throw new UnreadableValueException("value has no header");
        }
        ByteBuffer rest = bytes.duplicate();
        Encoding encoding = encoding((char) rest.get());
        byte[] fingerprint = new byte[Payload.FINGERPRINT_LENGTH];
        rest.get(fingerprint);
        return codec.decode(new Payload(encoding, new String(fingerprint, StandardCharsets.ISO_8859_1), rest.slice()));
    }

    private static Encoding encoding(char mark) throws UnreadableValueException {
        return Arrays.stream(Encoding.values())
                .filter(encoding -> encoding.mark() == mark)
                .findFirst()
                .orElseThrow(() -> new UnreadableValueException("value has an unknown encoding"));
    }
}
