package dev.cachekit.redisson.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code redis-server} process on the loopback. A shell stands between, which ends the server and removes its files
 * as soon as its standard input ends, that is when this JVM ends, however it ends.
 */
final class LocalProcess implements ServerControl {

    private static final String CONFIG = "redis.conf";
    private static final String WATCHED = "\"$@\" </dev/null >server.log 2>&1 & server=$!; echo $server; "
            + "cat >/dev/null; kill -9 $server 2>/dev/null; rm -rf \"$PWD\"";

    private final Path executable;
    private final Path directory;
    private final int port;
    private final String mode;
    private final List<String> options;
    private @Nullable Process shell;
    private @Nullable ProcessHandle server;

    /**
     * Prepares a server.
     *
     * @param mode {@code --sentinel}, or empty
     * @param options lines of its configuration file
     */
    LocalProcess(Path executable, String mode, String... options) {
        this.executable = executable;
        this.mode = mode;
        this.options = List.of(options);
        try {
            this.directory = Files.createTempDirectory("redis-test-");
            this.port = freePort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        try {
            shell = new ProcessBuilder(command())
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
            server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Waiting.until("redis-server on port " + port + " to answer", this::answers);
    }

    private List<String> command() throws IOException {
        List<String> settings = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + directory));
        settings.addAll(options);
        Files.createDirectories(directory);
        Files.write(directory.resolve(CONFIG), settings);
        Stream<String> server = Stream.of(executable.toString(), CONFIG, mode).filter(part -> !part.isEmpty());
        return Stream.concat(Stream.of("sh", "-c", WATCHED, "sh"), server).toList();
    }

    private boolean answers() {
        if (server == null || !server.isAlive()) {
            throw new IllegalStateException("redis-server ended at once; it says: " + log());
        }
        try (RespConnection connection = new RespConnection(host(), port)) {
            return "PONG".equals(connection.send("PING"));
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage()).startsWith("NOAUTH");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("server.log"));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    @Override
    public void stop() {
        signal("-TERM");
        end();
    }

    @Override
    public void kill() {
        signal("-KILL");
        end();
    }

    @Override
    public void pause() {
        signal("-STOP");
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    @Override
    public void dispose() {
        kill();
    }

    private void signal(String signal) {
        if (server != null) {
            try {
                new ProcessBuilder("kill", signal, String.valueOf(server.pid()))
                        .start()
                        .waitFor();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closing the shell's input lets it remove the files and end. */
    private void end() {
        ProcessHandle process = server;
        Process watching = shell;
        if (process == null || watching == null) {
            return;
        }
        Waiting.until("redis-server " + process.pid() + " to end", () -> !process.isAlive());
        try {
            watching.getOutputStream().close();
        } catch (IOException ignored) {
            // it ended before
        }
        Waiting.until("its shell to end", () -> !watching.isAlive());
        server = null;
        shell = null;
    }

    /**
     * Below the ports that the system gives to clients: one of those could sit on the port while the server is down. Not
     * above 22000: the bus of a cluster node listens 10000 higher.
     */
    static int freePort() throws IOException {
        for (int i = 0; i < 1000; i++) {
            int candidate = ThreadLocalRandom.current().nextInt(11_000, 22_000);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // try another
            }
        }
        throw new IOException("no free port found");
    }
}
