package dev.cachekit.sample.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis server of this process: on a free port of the loopback address, in a folder of its own, nothing persistent.
 * The jar's own launcher is not used: its shutdown hook ends the server while the application is still closing, and its
 * configuration files stay behind.
 */
final class EmbeddedRedis implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Process server;
    private final Path folder;
    private final int port;

    private EmbeddedRedis(Process server, Path folder, int port) {
        this.server = server;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws IOException if there is no program for this system, or it does not come up
     */
    static EmbeddedRedis start(RedisBinary binary) throws IOException {
        Path folder = Files.createTempDirectory("cachekit-sample-redis-");
        try {
            return start(binary.in(folder), folder);
        } catch (IOException | RuntimeException failure) {
            FileSystemUtils.deleteRecursively(folder);
            throw failure;
        }
    }

    /** A port found free may be taken by another process before the server binds it, hence the attempts. */
    private static EmbeddedRedis start(File program, Path folder) throws IOException {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = freePort();
            EmbeddedRedis redis = new EmbeddedRedis(launch(program, folder, port), folder, port);
            try {
                RedisReadiness.await(redis.server, port, log(folder));
                return redis;
            } catch (IOException failure) {
                redis.stop();
                last = failure;
            }
        }
        throw last;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(File program, Path folder, int port) throws IOException {
        return new ProcessBuilder(command(program, port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
    }

    private static Path log(Path folder) {
        return folder.resolve("redis.log");
    }

    private static List<String> command(File program, int port) {
        return List.of(
                program.getPath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "volatile-lru");
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    long pid() {
        return server.pid();
    }

    Path folder() {
        return folder;
    }

    /** Ends the server and removes its folder; a second call does nothing. */
    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot remove " + folder, failure);
        }
    }

    private void stop() {
        server.destroy();
        try {
            if (!server.waitFor(2, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
