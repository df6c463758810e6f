package dev.cachekit.benchmarks.contender;

import dev.cachekit.redisson.testing.RespConnection;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Blocking sockets without any client, as many as there are callers: what the machine takes for a command and its answer, with no
 * thread in between.
 */
final class SocketCatalog implements Catalog {

    private final Queue<RespConnection> idle = new ConcurrentLinkedQueue<>();

    @Override
    public Product find(Long id) {
        RespConnection connection = connection();
        try {
            return find(connection, id);
        } finally {
            idle.add(connection);
        }
    }

    private static Product find(RespConnection connection, Long id) {
        String key = "socket:" + id;
        Object found = connection.send("GET", key);
        if (found != null) {
            return Json.read(((String) found).getBytes(StandardCharsets.ISO_8859_1));
        }
        Product loaded = Product.load(id);
        connection.send(
                "SET",
                key,
                new String(Json.write(loaded), StandardCharsets.ISO_8859_1),
                "EX",
                String.valueOf(TTL_SECONDS));
        return loaded;
    }

    private RespConnection connection() {
        RespConnection free = idle.poll();
        return free != null ? free : BenchmarkRedis.connect();
    }

    @Override
    public void close() {
        idle.forEach(RespConnection::close);
    }
}
