package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server. */
final class Standalone implements Topology {

    private final RedisServer server = RedisServer.startLocal();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.direct(server.port()));
    }

    @Override
    public List<String> properties(NodeLinks links, Path directory, String node) {
        String address = links.through(endpoints().get(0).announced());
        return List.of("cachekit.redis.url=redis://" + address);
    }

    @Override
    public List<Fault> faults() {
        ServerFaults possible = new ServerFaults("server", server);
        List<Fault> faults = new ArrayList<>(possible.all());
        faults.add(possible.restartEmpty());
        return faults;
    }

    @Override
    public void close() {
        server.close();
    }
}
