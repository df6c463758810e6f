package dev.cachekit.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a server just launched answers. */
final class RedisReadiness {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS = 500;
    private static final String PROCESS = "process_id:";
    private static final long SILENT = -1;

    private RedisReadiness() {}

    /**
     * Returns once the server answers.
     *
     * @throws IOException with the server's own last words, if it ends or stays silent for ten seconds; if another
     *     process holds the port
     */
    static void await(Process server, int port, Path log) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long answering = answering(port);
        while (answering == SILENT) {
            if (endedWithin(server, 10)) {
                throw new IOException("redis-server ended with " + server.exitValue() + ": " + lastLine(log));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("redis-server did not answer within " + LIMIT.toSeconds() + " s");
            }
            answering = answering(port);
        }
        if (answering != server.pid()) {
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

    /** The process that answers at the port, or {@link #SILENT}. */
    private static long answering(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("INFO server\r\n".getBytes(StandardCharsets.US_ASCII));
            return processIn(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
        } catch (IOException notYet) {
            return SILENT;
        }
    }

    private static long processIn(BufferedReader info) throws IOException {
        for (String line = info.readLine(); line != null; line = info.readLine()) {
            if (line.startsWith(PROCESS)) {
                return Long.parseLong(line.substring(PROCESS.length()));
            }
        }
        return SILENT;
    }

    private static String lastLine(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() ? "no output" : text.substring(text.lastIndexOf('\n') + 1);
    }
}
