package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;

/** A backend of the application {@code shop} with a client of its own. */
final class TestBackend implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMillis(500);
    // A cold JVM on a busy machine needs longer than a command may take.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final ClientLimits LIMITS = new ClientLimits(TIMEOUT, Duration.ofSeconds(1), 0, 4);
    static final CacheSpace SPACE = new CacheSpace("shop", "carts", "carts");

    final RedissonClient client;
    final RedissonBackend backend;
    private final Timers timers = new Timers();

    TestBackend(RedisServer server) {
        this(new RedisSettings.Single(server.url()));
    }

    TestBackend(RedisSettings.Servers servers) {
        this(client(servers));
    }

    static RedissonClient client(RedisSettings.Servers servers) {
        return RedissonClients.create(new RedisSettings(servers, RedisSettings.Credentials.NONE, null, LIMITS));
    }

    TestBackend(RedissonClient client) {
        this(client, PATIENCE);
    }

    TestBackend(RedissonClient client, Duration patience) {
        this.client = client;
        this.backend = RedissonBackend.create(client, "shop", timers, patience);
    }

    /** One more backend on the same client. */
    RedissonBackend anotherBackend() {
        return RedissonBackend.create(client, "shop", timers, PATIENCE);
    }

    EntryStore store() {
        return backend.entries();
    }

    static EntryKey key(String text) {
        return new EntryKey(SPACE, text);
    }

    /** The store may tell another time of storing than the entry was given. */
    static void assertHolds(EntryStore store, EntryKey key, Entry entry) {
        assertThat(Answers.of(store.find(key)))
                .isInstanceOfSatisfying(
                        Lookup.Hit.class,
                        hit -> assertThat(hit.entry())
                                .usingRecursiveComparison()
                                .ignoringFields("storedAt")
                                .isEqualTo(entry));
    }

    @Override
    public void close() {
        backend.close();
        client.shutdown();
        timers.close();
    }

    /** Real time. */
    private static final class Timers implements Scheduler {

        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            ScheduledFuture<?> timer = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
