package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RespConnection;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Moves slots that hold keys from one primary to another while they are in use. Used by one thread at a time. */
final class SlotMigration {

    private static final int MOVED = 6;
    private static final String BATCH = "20";
    private static final String TIMEOUT_MILLIS = "1000";
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(15);

    private final List<ClusterServer> servers;
    private final Random random;
    private final List<Move> begun = new ArrayList<>();

    private record Move(String slot, ClusterServer from, ClusterServer to) {}

    SlotMigration(List<ClusterServer> servers, Random random) {
        this.servers = servers;
        this.random = random;
    }

    /** Moves some slots. What fails in the middle is left to {@link #mend()}. */
    void run() {
        List<ClusterServer> primaries = new ArrayList<>(
                servers.stream().filter(ClusterServer::isPrimary).toList());
        Collections.shuffle(primaries, random);
        ClusterServer from = primaries.get(0);
        List<String> slots = new ArrayList<>(used(from));
        Collections.shuffle(slots, random);
        slots.stream().limit(MOVED).forEach(slot -> move(new Move(slot, from, primaries.get(1))));
    }

    private void move(Move move) {
        begun.add(move);
        move.to()
                .send(
                        "CLUSTER",
                        "SETSLOT",
                        move.slot(),
                        "IMPORTING",
                        move.from().id());
        move.from()
                .send("CLUSTER", "SETSLOT", move.slot(), "MIGRATING", move.to().id());
        for (List<String> keys = keys(move); !keys.isEmpty(); keys = keys(move)) {
            migrate(move, keys);
            Pause.of(BETWEEN_BATCHES);
        }
        finish(move);
    }

    @SuppressWarnings("unchecked") // the reply is a list of names
    private static List<String> keys(Move move) {
        return (List<String>) move.from().send("CLUSTER", "GETKEYSINSLOT", move.slot(), BATCH);
    }

    private static void migrate(Move move, List<String> keys) {
        String port = String.valueOf(move.to().server().port());
        Stream<String> command = Stream.of("MIGRATE", "127.0.0.1", port, "", "0", TIMEOUT_MILLIS, "REPLACE", "KEYS");
        move.from().send(Stream.concat(command, keys.stream()).toArray(String[]::new));
    }

    private void finish(Move move) {
        String owner = move.to().id();
        move.to().send("CLUSTER", "SETSLOT", move.slot(), "NODE", owner);
        move.from().send("CLUSTER", "SETSLOT", move.slot(), "NODE", owner);
        begun.remove(move);
    }

    /** Ends moves that failed half-way. */
    void mend() {
        List.copyOf(begun).forEach(this::move);
    }

    /** The slots of a server that hold keys: all keys of a lane have one slot. */
    private static List<String> used(ClusterServer server) {
        try (RespConnection connection = server.server().connect()) {
            return Lane.all().stream()
                    .map(lane -> String.valueOf(connection.send("CLUSTER", "KEYSLOT", "{" + lane.tag() + "}")))
                    .filter(slot -> !Long.valueOf(0).equals(connection.send("CLUSTER", "COUNTKEYSINSLOT", slot)))
                    .toList();
        }
    }
}
