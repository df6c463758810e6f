package dev.cachekit.benchmarks.large;

import static org.awaitility.Awaitility.await;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Counts round trips by keeping the answers back: what is sent all the same needs no answer first. */
final class HeldAnswers {

    /** Nothing more is to come if nothing has come for so long; far less than CacheKit waits for an answer here. */
    private static final Duration STILL = Duration.ofMillis(200);

    private HeldAnswers() {}

    /**
     * A clear.
     *
     * @param commands how many commands it is
     * @param atOnce how many of them arrived before any answer left
     */
    record Sent(long commands, long atOnce) {}

    /** Clears CacheKit's cache while it is full. */
    static Sent clear(Crowd crowd) {
        try (Proxy link = Proxy.before(BenchmarkRedis.host(), BenchmarkRedis.port());
                CacheKitEntries far = new CacheKitEntries("redis://" + link.address());
                Slowlog slowlog = new Slowlog()) {
            far.cache().clear(); // from now on the server knows the script
            far.write(crowd.all());
            slowlog.begin(0);
            link.set(LinkState.noReplies(Traffic.COMMANDS));
            CompletableFuture<Void> cleared = far.cache().async().clear().toCompletableFuture();
            long atOnce = awaitAll(slowlog);
            link.set(LinkState.PASS);
            cleared.join();
            return new Sent(arrived(slowlog), atOnce);
        }
    }

    /** Waits until no more arrive. */
    private static long awaitAll(Slowlog slowlog) {
        return await().pollInterval(STILL)
                .until(
                        new Callable<Long>() {

                            private long last;

                            @Override
                            public Long call() {
                                long before = last;
                                last = arrived(slowlog);
                                return last == before ? last : 0;
                            }
                        },
                        arrived -> arrived > 0);
    }

    private static long arrived(Slowlog slowlog) {
        return slowlog.commands().stream()
                .filter(command -> command.arguments().contains(CacheKitEntries.CACHE))
                .count();
    }
}
