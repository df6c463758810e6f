package dev.cachekit.torture;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a cluster of single servers.
 *
 * @param servers first the primaries, then a replica for each
 * @param primaries how many
 */
record ClusterFormation(List<ClusterServer> servers, int primaries) {

    private static final int SLOTS = 16_384;

    void form() {
        for (int i = 0; i < primaries; i++) {
            servers.get(i).send(slots(i));
        }
        servers.stream().skip(1).forEach(other -> servers.get(0).meet(other));
        Settled.await("all to know all", () -> servers.stream().allMatch(this::knowsAll));
        for (int i = 0; i < primaries; i++) {
            servers.get(primaries + i)
                    .send("CLUSTER", "REPLICATE", servers.get(i).id());
        }
        Settled.await("the cluster to form", () -> servers.stream().allMatch(ClusterServer::isSound));
        Settled.await(
                "replicas to follow", () -> servers.stream().limit(primaries).allMatch(p -> p.replicas() == 1));
    }

    private boolean knowsAll(ClusterServer server) {
        String nodes = (String) server.send("CLUSTER", "NODES");
        return nodes.lines().count() == servers.size() && !nodes.contains("handshake");
    }

    private String[] slots(int number) {
        IntStream range = IntStream.range(number * SLOTS / primaries, (number + 1) * SLOTS / primaries);
        return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), range.mapToObj(Integer::toString))
                .toArray(String[]::new);
    }
}
