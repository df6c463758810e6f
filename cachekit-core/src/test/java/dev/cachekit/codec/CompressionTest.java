package dev.cachekit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CompressionTest {

    private static final JacksonCodec CODEC = JacksonCodec.create();

    @Test
    void compressesFromTheThresholdOn() {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(102, 1000));

        assertThat(codec.encode("x".repeat(99)).encoding()).isEqualTo(Encoding.JSON);
        assertThat(codec.encode("x".repeat(100)).encoding()).isEqualTo(Encoding.COMPRESSED_JSON);
        assertThat(codec.encode("x".repeat(100)).size()).isLessThan(30);
    }

    @Test
    void leavesAloneWhatDoesNotBecomeSmaller() {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(1, 1000));

        assertThat(codec.encode("q7Z").encoding()).isEqualTo(Encoding.JSON);
        assertThat(codec.encode("q7ZpL0vXa9").encoding()).isEqualTo(Encoding.JSON);
    }

    @Test
    void measuresTheLimitOnTheBytesAsStored() throws Exception {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(10, 100));
        String text = "x".repeat(1000);

        assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
    }

    @Test
    void refusesAValueAboveTheLimit() {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(Long.MAX_VALUE, 100));

        assertThat(codec.encode("x".repeat(98)).size()).isEqualTo(100);
        assertThatThrownBy(() -> codec.encode("x".repeat(99)))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("101")
                .hasMessageContaining("100");
    }

    @Test
    void writesNothingThatItWouldNotInflate() throws Exception {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(10, 100));
        String longest = "x".repeat(100 * Compression.INFLATION - 2);

        assertThat(codec.decode(codec.encode(longest))).isEqualTo(longest);
        assertThatThrownBy(() -> codec.encode(longest + "x")).isInstanceOf(ValueTooLargeException.class);
    }

    @Test
    void inflatesNoBomb() {
        Compression compression = new Compression(new SizeLimits(1, 1000));
        byte[] bomb = deflated(new byte[1_000_000], 1_000_000);
        byte[] liar = deflated(new byte[1_000_000], 100);

        assertThatThrownBy(() -> compression.inflate(bomb)).isInstanceOf(UnreadableValueException.class);
        assertThatThrownBy(() -> compression.inflate(liar)).isInstanceOf(UnreadableValueException.class);
    }

    @Test
    void makesNoRoomForMoreThanTheBytesCanHold() {
        Compression compression = new Compression(new SizeLimits(1, Long.MAX_VALUE));
        byte[] claim = ByteBuffer.allocate(10).putInt(Integer.MAX_VALUE - 8).array();

        assertThatThrownBy(() -> compression.inflate(claim))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("claims");
    }

    @Test
    void noticesAnyDamageToACompressedValue() {
        ValueCodec codec = CODEC.forType(String.class, new SizeLimits(10, 100_000));
        Payload payload = codec.encode("some text that repeats, some text that repeats, ".repeat(20));
        byte[] bytes = new byte[payload.size()];
        payload.bytes().get(bytes);
        Random random = new Random(20261121);
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
            if (damaged.length == bytes.length) {
                damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Payload bad = new Payload(Encoding.COMPRESSED_JSON, payload.fingerprint(), ByteBuffer.wrap(damaged));

            assertThatThrownBy(() -> codec.decode(bad)).isInstanceOf(UnreadableValueException.class);
        }
    }

    private static byte[] deflated(byte[] plain, int claimedLength) {
        byte[] room = new byte[plain.length];
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        int size = deflater.deflate(room);
        deflater.end();
        return ByteBuffer.allocate(4 + size)
                .putInt(claimedLength)
                .put(room, 0, size)
                .array();
    }
}
