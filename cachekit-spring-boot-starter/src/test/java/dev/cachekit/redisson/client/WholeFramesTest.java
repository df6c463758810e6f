package dev.cachekit.redisson.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeFramesTest {

    private static final List<String> FRAMES = List.of(
            "*2\r\n$4\r\npong\r\n$0\r\n\r\n",
            "*3\r\n$7\r\nmessage\r\n$3\r\nnew\r\n$12\r\n{\"a\":\"\r\n\n*\"}\r\n",
            "+OK\r\n",
            "$-1\r\n",
            "*-1\r\n",
            "*0\r\n",
            ":42\r\n",
            "-ERR no\r\n",
            "*4\r\n$8\r\npmessage\r\n*2\r\n:1\r\n$2\r\nxy\r\n_\r\n#t\r\n",
            "%1\r\n+a\r\n:1\r\n",
            "$26\r\nabcdefghijklmnopqrstuvwxyz\r\n");

    static IntStream sizes() {
        return IntStream.rangeClosed(1, String.join("", FRAMES).length());
    }

    /** Every cut of the stream is met: pieces of all lengths. */
    @ParameterizedTest
    @MethodSource("sizes")
    void framesAreWholeHoweverTheyArrive(int size) {
        EmbeddedChannel channel = new EmbeddedChannel(new WholeFrames());
        byte[] all = String.join("", FRAMES).getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < all.length; start += size) {
            channel.writeInbound(Unpooled.copiedBuffer(all, start, Math.min(size, all.length - start)));
        }
        assertThat(frames(channel)).isEqualTo(FRAMES);
    }

    @Test
    void whatIsNotWholeWaits() {
        EmbeddedChannel channel = new EmbeddedChannel(new WholeFrames());
        channel.writeInbound(
                Unpooled.copiedBuffer("*2\r\n$4\r\npong\r\n$0\r\n\r\n*3\r\n$7\r\nmess", StandardCharsets.UTF_8));
        assertThat(frames(channel)).containsExactly(FRAMES.get(0));
    }

    private static List<String> frames(EmbeddedChannel channel) {
        List<String> frames = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }
        return frames;
    }
}
