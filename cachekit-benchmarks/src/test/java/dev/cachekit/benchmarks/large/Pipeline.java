package dev.cachekit.benchmarks.large;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends many commands and waits for none of their answers but the last: a million keys are written within seconds. */
final class Pipeline implements AutoCloseable {

    private static final int BUFFER = 1 << 20;
    private static final byte[] OK = latin("+OK\r\n");

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    Pipeline(int database) {
        try {
            socket = new Socket(BenchmarkRedis.host(), BenchmarkRedis.port());
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            in = socket.getInputStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        send(latin("CLIENT"), latin("REPLY"), latin("OFF"));
        send(latin("SELECT"), latin(Integer.toString(database)));
    }

    void send(byte[]... command) {
        try {
            out.write(latin("*" + command.length + "\r\n"));
            for (byte[] part : command) {
                out.write(latin("$" + part.length + "\r\n"));
                out.write(part);
                out.write(latin("\r\n"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the server has done all. */
    @Override
    public void close() {
        send(latin("CLIENT"), latin("REPLY"), latin("ON"));
        try (socket) {
            out.flush();
            byte[] answer = in.readNBytes(OK.length);
            if (!Arrays.equals(answer, OK)) {
                throw new IllegalStateException("the server says " + new String(answer, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
