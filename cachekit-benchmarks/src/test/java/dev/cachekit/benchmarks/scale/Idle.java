package dev.cachekit.benchmarks.scale;

import dev.cachekit.redisson.testing.RedisServer;
import java.util.List;

/** What goes on while nobody calls. */
final class Idle {

    private static final double SLICES = 10;

    private Idle() {}

    /** What servers do in a second of that; looks on for as long as ten slices. */
    static Usage second(List<RedisServer> servers, Extent extent) throws InterruptedException {
        Usage before = Usage.of(servers);
        long begin = System.nanoTime();
        Thread.sleep((long) (SLICES * extent.slice().toMillis()));
        Usage idle = Usage.of(servers).since(before);
        return idle.per((System.nanoTime() - begin) / 1e9);
    }
}
