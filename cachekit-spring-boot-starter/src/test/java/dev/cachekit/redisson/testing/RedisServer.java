package dev.cachekit.redisson.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Redis server for a test. It starts empty, keeps nothing on disk, and ends with this JVM, however that ends.
 *
 * <p>Which one: the system property {@code cachekit.test.redis} says {@code path} (the {@code redis-server} installed),
 * {@code embedded} (6.2 out of a jar), {@code docker}, or a URL. Without it: the URL in {@code CACHEKIT_TEST_REDIS_URL},
 * a container where Docker runs, {@code redis-server} on the path, the embedded one. A server given by URL is never
 * stopped or paused; tests that would are skipped.
 */
public final class RedisServer implements AutoCloseable {

    private final ServerControl control;

    private RedisServer(ServerControl control) {
        this.control = control;
    }

    /**
     * Starts a server.
     *
     * @param options lines of its configuration file, such as {@code maxmemory 3mb}
     */
    public static RedisServer start(String... options) {
        return new RedisServer(ServerChoice.start(options));
    }

    /** Starts a process on this machine whatever else is there: for tests that stop, kill or pause it. */
    public static RedisServer startLocal(String... options) {
        return new RedisServer(ServerChoice.startLocal(options));
    }

    public String url() {
        return "redis://" + host() + ":" + port();
    }

    /** A port on this machine that nobody listens on, for a server that listens on two. */
    public static int freePort() {
        try {
            return LocalProcess.freePort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What makes a server listen for TLS as well, from clients with a certificate of their own.
     *
     * @param port where
     * @param certificate the server's
     * @param clients the one that it takes from clients
     */
    public static String[] tls(int port, TestCertificate certificate, TestCertificate clients) {
        return new String[] {
            "tls-port " + port,
            "tls-cert-file " + certificate.certificate(),
            "tls-key-file " + certificate.key(),
            "tls-ca-cert-file " + clients.certificate(),
            "tls-auth-clients yes"
        };
    }

    public String host() {
        return control.host();
    }

    public int port() {
        return control.port();
    }

    /** Starts the stopped server again, empty, at the same address. */
    public void restart() {
        control.start();
    }

    public void stop() {
        control.stop();
    }

    public void kill() {
        control.kill();
    }

    public void pause() {
        control.pause();
    }

    public void resume() {
        control.resume();
    }

    public RespConnection connect() {
        return new RespConnection(host(), port());
    }

    /** Sends one command on a connection of its own. */
    public Object send(String... command) {
        try (RespConnection connection = connect()) {
            return connection.send(command);
        }
    }

    public void flushScripts() {
        send("SCRIPT", "FLUSH");
    }

    public void flushAll() {
        send("FLUSHALL");
    }

    /** All keys, in no order. */
    @SuppressWarnings("unchecked")
    public List<String> keys() {
        return (List<String>) send("KEYS", "*");
    }

    public String version() {
        return info("server").get("redis_version");
    }

    /** How often each command was called since the statistics were reset, by its lower-case name. */
    public Map<String, Long> commandStats() {
        Map<String, Long> calls = new LinkedHashMap<>();
        info("commandstats")
                .forEach((name, value) -> calls.put(
                        name.replace("cmdstat_", ""), Long.parseLong(value.replaceAll("calls=(\\d+).*", "$1"))));
        return calls;
    }

    public void resetStats() {
        send("CONFIG", "RESETSTAT");
    }

    /** One section of {@code INFO}. */
    public Map<String, String> info(String section) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : ((String) send("INFO", section)).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return values;
    }

    /** Collects the commands the server runs until it is closed. */
    public Monitor monitor() {
        return new Monitor(connect());
    }

    /** Ends the server. */
    @Override
    public void close() {
        control.dispose();
    }

    /** The commands a server ran, as {@code MONITOR} shows them. */
    public static final class Monitor implements AutoCloseable {

        private final RespConnection connection;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Monitor(RespConnection connection) {
            this.connection = connection;
            connection.send("MONITOR");
            Thread reader = new Thread(() -> read(lines::add), "redis-monitor");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(Consumer<String> line) {
            try {
                while (true) {
                    line.accept((String) connection.next());
                }
            } catch (Exception closed) {
                // the end of the monitor
            }
        }

        /** The lines so far. */
        public List<String> lines() {
            return new ArrayList<>(lines);
        }

        /** Waits for a line that holds a text, and returns all up to it. */
        public List<String> linesUntil(String text) {
            Waiting.until("the command " + text, () -> lines.stream().anyMatch(line -> line.contains(text)));
            return lines();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    static void skip(String reason) {
        Assumptions.abort(reason);
    }
}
