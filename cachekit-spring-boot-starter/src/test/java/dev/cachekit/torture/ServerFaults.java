package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.torture.history.Event.Harm;
import java.time.Duration;
import java.util.List;

/** What can go wrong with one server. All connections of ours to it are its own, not those of the nodes. */
final class ServerFaults {

    private static final Duration LOSING = Duration.ofSeconds(3);

    private final String name;
    private final RedisServer server;

    ServerFaults(String name, RedisServer server) {
        this.name = name;
        this.server = server;
    }

    /** Those that leave the server where it is and lose at most all of its data. */
    List<Fault> all() {
        return List.of(
                Fault.stopping(named("sigstop"), Harm.ALL, Duration.ofSeconds(4), server::pause, server::resume),
                Fault.at(named("flushall"), Harm.ALL, () -> send("FLUSHALL")),
                Fault.at(named("client-kill-normal"), Harm.NONE, () -> send("CLIENT", "KILL", "TYPE", "normal")),
                Fault.at(named("client-kill-pubsub"), Harm.NONE, () -> send("CLIENT", "KILL", "TYPE", "pubsub")),
                Fault.at(named("script-flush"), Harm.NONE, () -> send("SCRIPT", "FLUSH")),
                pause("client-pause-all", Duration.ofMillis(1_500), "ALL"),
                pause("client-pause-write", Duration.ofMillis(900), "WRITE"),
                Fault.losing(named("evict"), LOSING, this::fill, () -> send("CONFIG", "SET", "maxmemory", "0"))
                        .inSteps());
    }

    /** Dies and comes back without anything. */
    Fault restartEmpty() {
        return Fault.losing(named("kill-restart-empty"), LOSING, server::kill, server::restart);
    }

    private Fault pause(String what, Duration time, String commands) {
        return new Fault(
                named(what),
                Harm.ALL,
                Fault.RENEWAL_SPARED,
                time,
                time,
                () -> send("CLIENT", "PAUSE", String.valueOf(time.toMillis()), commands),
                () -> send("CLIENT", "UNPAUSE"));
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
