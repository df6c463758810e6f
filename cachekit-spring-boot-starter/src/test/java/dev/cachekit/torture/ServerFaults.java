package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;

/** What can go wrong with one server. All connections of ours to it are its own, not those of the nodes. */
final class ServerFaults {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Runnable NOTHING = () -> {};

    private final String name;
    private final RedisServer server;

    ServerFaults(String name, RedisServer server) {
        this.name = name;
        this.server = server;
    }

    /** Those that leave the server where it is and lose at most all of its data. */
    List<Fault> all() {
        return List.of(
                lasting("sigstop", 4, server::pause, server::resume),
                Fault.at(named("flushall"), true, () -> send("FLUSHALL")),
                Fault.at(named("client-kill-normal"), true, () -> send("CLIENT", "KILL", "TYPE", "normal")),
                Fault.at(named("client-kill-pubsub"), false, () -> send("CLIENT", "KILL", "TYPE", "pubsub")),
                Fault.at(named("script-flush"), false, () -> send("SCRIPT", "FLUSH")),
                lasting("client-pause-all", 2, () -> send("CLIENT", "PAUSE", "1500", "ALL"), NOTHING),
                lasting("client-pause-write", 2, () -> send("CLIENT", "PAUSE", "1500", "WRITE"), NOTHING),
                lasting("evict", 3, this::fill, () -> send("CONFIG", "SET", "maxmemory", "0")));
    }

    /** Dies and comes back without anything. */
    Fault restartEmpty() {
        return lasting("kill-restart-empty", 3, server::kill, server::restart);
    }

    private Fault lasting(String what, int seconds, Runnable begin, Runnable end) {
        return new Fault(named(what), true, SHORT, Duration.ofSeconds(seconds), begin, end);
    }

    private String named(String what) {
        return name + "/" + what;
    }

    /** Leaves a little less memory than is in use. */
    private void fill() {
        long used = Long.parseLong(server.info("memory").get("used_memory"));
        send("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        send("CONFIG", "SET", "maxmemory", String.valueOf(used - used / 20));
    }

    private void send(String... command) {
        server.send(command);
    }
}
