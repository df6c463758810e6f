package dev.cachekit.sample.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis server of this process, in a folder of its own. It can crash and come back on the same port, to be watched.
 * The jar's own launcher is not used: its shutdown hook ends the server while the application is still closing, and its
 * configuration files stay behind. Safe for use by many threads.
 */
final class EmbeddedRedis implements AutoCloseable {

    /** Any port that is free. */
    static final int ANY_PORT = 0;

    private static final int ATTEMPTS = 3;

    private final File program;
    private final Path folder;
    private final int port;
    private final Lock changing = new ReentrantLock();
    private volatile RedisProcess server;

    private EmbeddedRedis(File program, Path folder, int port) throws IOException {
        this.program = program;
        this.folder = folder;
        this.port = port;
        this.server = RedisProcess.start(program, folder, port);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param port where it listens, or {@link #ANY_PORT}
     * @throws IOException if there is no program for this system, or it does not come up
     */
    static EmbeddedRedis start(RedisBinary binary, int port) throws IOException {
        Path folder = Files.createTempDirectory("cachekit-sample-redis-");
        try {
            File program = binary.in(folder);
            return port == ANY_PORT ? onAnyPort(program, folder) : new EmbeddedRedis(program, folder, port);
        } catch (IOException | RuntimeException failure) {
            FileSystemUtils.deleteRecursively(folder);
            throw failure;
        }
    }

    /** A port found free may be taken by another process before the server binds it, hence the attempts. */
    private static EmbeddedRedis onAnyPort(File program, Path folder) throws IOException {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return new EmbeddedRedis(program, folder, freePort());
            } catch (IOException failure) {
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

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    boolean running() {
        return server.alive();
    }

    long pid() {
        return server.pid();
    }

    Path folder() {
        return folder;
    }

    /** Ends the server as a crash would; all it held is lost. Does nothing if it does not run. */
    void crash() {
        changing.lock();
        try {
            server.kill();
        } finally {
            changing.unlock();
        }
    }

    /**
     * Starts it again, empty, after a crash. Does nothing if it runs.
     *
     * @throws IOException if it does not come up
     */
    void restore() throws IOException {
        changing.lock();
        try {
            if (!server.alive()) {
                server = RedisProcess.start(program, folder, port);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Ends the server and removes its folder; a second call does nothing. */
    @Override
    public void close() {
        changing.lock();
        try {
            server.stop();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot remove " + folder, failure);
        } finally {
            changing.unlock();
        }
    }
}
