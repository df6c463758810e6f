package dev.cachekit.sample.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a server just launched answers a PING. */
final class RedisReadiness {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS = 500;

    private RedisReadiness() {}

    /**
     * Returns once the server answers.
     *
     * @throws IOException with the server's own last words, if it ends or stays silent for ten seconds
     */
    static void await(Process server, int port, Path log) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!answers(port)) {
            if (endedWithin(server, 10)) {
                throw new IOException("redis-server ended with " + server.exitValue() + ": " + lastLine(log));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("redis-server did not answer within " + LIMIT.toSeconds() + " s");
            }
        }
        // Another process may hold the port and answer in its place; then ours has ended, or is about to.
        if (endedWithin(server, 10)) {
            throw new IOException("redis-server found port " + port + " taken");
        }
    }

    private static boolean endedWithin(Process server, long millis) throws IOException {
        try {
            return server.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while redis-server started", interrupted);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String lastLine(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() ? "no output" : text.substring(text.lastIndexOf('\n') + 1);
    }
}
