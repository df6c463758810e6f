package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * Redis stops answering under load, with its connections open, and goes on later. Eight threads call cached methods
 * without pause; beside them the same application runs with {@code cachekit.enabled=false}, in turns.
 */
class SilentRedisTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    // The client's timer ticks every 100 ms.
    private static final Duration TICK = Duration.ofMillis(100);
    // For the longest call of all: the machine may be busy.
    private static final Duration SLACK = Duration.ofMillis(700);
    private static final Duration TURN = Duration.ofMillis(1_500);
    private static final Duration RECOVERY = Duration.ofSeconds(3);
    // A beat a second with the command's time-out of half a second, and the call that was on its way meanwhile.
    private static final Duration UNTIL_OPEN = Duration.ofSeconds(2);
    private static final int TURNS = 3;

    private final Shop shop = new Shop();

    @Test
    void callsAreAsQuickAsWithoutCachingAndNeverStale() {
        try (RedisServer redis = RedisServer.startLocal()) {
            Starts.with("cachekit.enabled=false")
                    .withBean(Prices.class, () -> new Prices(shop))
                    .run(plain -> Starts.with("cachekit.redis.url=" + redis.url(), "cachekit.app=silent")
                            .withBean(Prices.class, () -> new Prices(shop))
                            .run(cached -> {
                                Prices prices = cached.getBean(Prices.class);
                                try (Shop.Changes changes = shop.change(prices)) {
                                    outage(redis, cached, prices, plain.getBean(Prices.class));
                                }
                            }));
        }
    }

    private void outage(RedisServer redis, ApplicationContext cached, Prices prices, Prices plain) {
        CacheKitEngine engine = cached.getBean(CacheKitEngine.class);
        Readers.read(shop, plain, TURN, () -> {});
        Readers.read(shop, prices, TURN, () -> {});

        Readers stopping = Readers.read(shop, prices, TURN.multipliedBy(2), redis::pause);
        await().atMost(DEADLINE.plus(SLACK)).until(() -> isOpen(engine));
        Readers with = new Readers();
        Readers without = new Readers();
        for (int turn = 0; turn < TURNS; turn++) {
            without.add(Readers.read(shop, plain, TURN, () -> {}));
            with.add(Readers.read(shop, prices, TURN, () -> {}));
        }

        redis.resume();
        Duration recovery = until(() -> shop.isHit(prices));
        Readers after = Readers.read(shop, prices, TURN, () -> {});
        Duration page = pageAtTheStart(redis, prices);
        redis.resume();
        report(stopping, with, without, recovery, page);

        assertThat(with.p99Micros() / (double) without.p99Micros())
                .as("p99 with the breaker open, against no caching")
                .isLessThanOrEqualTo(2.0);
        assertThat(List.of(stopping, with, after)).allSatisfy(readers -> {
            assertThat(readers.p999())
                    .as("p99.9, against that of the loader as the machine runs it")
                    .isLessThan(without.p999().plus(DEADLINE).plus(TICK));
            assertThat(readers.longest()).isLessThan(Shop.LOADER.plus(DEADLINE).plus(SLACK));
            assertThat(readers.stale()).isZero();
        });
        assertThat(recovery).isLessThan(RECOVERY);
        assertThat(page).isLessThan(UNTIL_OPEN.plus(SLACK));
    }

    private static boolean isOpen(CacheKitEngine engine) {
        return engine.breakers().values().stream().allMatch(state -> state != BreakerState.CLOSED);
    }

    /** How long sixteen cached calls in a row take that begin when Redis falls silent. */
    private static Duration pageAtTheStart(RedisServer redis, Prices prices) {
        redis.pause();
        long start = System.nanoTime();
        IntStream.range(0, 16).forEach(prices::price);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration until(BooleanSupplier condition) {
        long start = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void report(Readers stopping, Readers with, Readers without, Duration recovery, Duration page) {
        System.out.printf(
                "silent Redis: p99 %d us with the breaker open, %d us (p99.9 %d us) with enabled=false (ratio %.2f, %d and %d calls);"
                        + " p99.9 %d ms and longest call %d ms while it fell silent, %d and %d ms later; hits again after %d ms;"
                        + " 16 cached calls in a row at the start %d ms%n",
                with.p99Micros(),
                without.p99Micros(),
                without.p999().toNanos() / 1_000,
                with.p99Micros() / (double) without.p99Micros(),
                with.calls(),
                without.calls(),
                stopping.p999().toMillis(),
                stopping.longest().toMillis(),
                with.p999().toMillis(),
                with.longest().toMillis(),
                recovery.toMillis(),
                page.toMillis());
    }

    /** The database: a number for each key that only grows, and what was acknowledged of it. */
    static final class Shop {

        static final int KEYS = 2_000;
        static final Duration LOADER = Duration.ofMillis(2);

        private final AtomicLongArray stored = new AtomicLongArray(KEYS);
        private final AtomicLongArray acknowledged = new AtomicLongArray(KEYS);
        private final LongAdder loads = new LongAdder();

        long load(int id) {
            loads.increment();
            long price = stored.get(id);
            LockSupport.parkNanos(LOADER.toNanos());
            return price;
        }

        long acknowledged(int id) {
            return acknowledged.get(id);
        }

        boolean isHit(Prices prices) {
            prices.price(0);
            long before = loads.sum();
            prices.price(0);
            return loads.sum() == before;
        }

        /** Changes prices until it is closed; a change counts when its invalidation has returned. */
        Changes change(Prices prices) {
            Changes changes = new Changes(prices);
            changes.thread.start();
            return changes;
        }

        final class Changes implements AutoCloseable {

            private final Thread thread;
            private volatile boolean ended;

            Changes(Prices prices) {
                this.thread = new Thread(() -> run(prices), "changes");
                thread.setDaemon(true);
            }

            private void run(Prices prices) {
                for (int i = 1; !ended; i = 1 + i % (KEYS - 1)) { // key 0 is left alone
                    int id = i;
                    long price = stored.get(id) + 1;
                    prices.change(id, price);
                    acknowledged.set(id, price);
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            }

            @Override
            public void close() throws InterruptedException {
                ended = true;
                thread.join();
            }
        }
    }

    static class Prices {

        private final Shop shop;

        Prices(Shop shop) {
            this.shop = shop;
        }

        @CacheAside(cache = "prices", key = "#id")
        public long price(int id) {
            return shop.load(id);
        }

        @Invalidate(cache = "prices", key = "#id")
        public void change(int id, long price) {
            shop.stored.set(id, price);
        }
    }
}
