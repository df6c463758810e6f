package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.SPACE;
import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatternRemovalTest {

    private static RedisServer server;
    private static EntryStore store;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        store = backend.store();
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        server.flushAll();
    }

    private static long remove(String glob) {
        return Answers.of(store.invalidatePattern(SPACE, glob));
    }

    private static void put(EntryKey... keys) {
        for (EntryKey key : keys) {
            Answers.of(store.put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        }
    }

    private static boolean exists(EntryKey key) {
        return (Long) server.send("EXISTS", key.storeKey()) == 1;
    }

    @Test
    void removesWhatMatchesInAllLanesAndCountsIt() {
        put(key("user:1"), key("user:2"), key("user:3"), key("order:1"));
        assertThat(remove("user:*")).isEqualTo(3);
        assertThat(exists(key("user:1"))).isFalse();
        assertThat(exists(key("order:1"))).isTrue();
    }

    @Test
    void findsFewKeysAmongMany() {
        // Pages of the scan without any match must not end it.
        server.send("EVAL", "for i = 1, 20000 do redis.call('SET', 'noise' .. i, '') end", "0");
        put(key("a1"), key("a2"), key("a3"));
        assertThat(remove("a?")).isEqualTo(3);
    }

    @Test
    void leavesOtherCachesAlone() {
        EntryKey longer = new EntryKey(new CacheSpace("shop", "cartsales", "cartsales"), "1");
        EntryKey nested = new EntryKey(new CacheSpace("shop", "other", "other"), "x}:carts:2:1");
        EntryKey otherApp = new EntryKey(new CacheSpace("shop2", "carts", "carts"), "1");
        put(key("1"), longer, nested, otherApp);
        assertThat(remove("*")).isEqualTo(1);
        assertThat(List.of(longer, nested, otherApp)).allMatch(PatternRemovalTest::exists);
    }

    @Test
    void takesNamesLiterally() {
        CacheSpace odd = new CacheSpace("shop", "c[a]*?\\", "c[a]*?\\");
        EntryKey own = new EntryKey(odd, "1");
        EntryKey alike = new EntryKey(new CacheSpace("shop", "ca**\\", "ca**\\"), "1");
        put(own, alike);
        assertThat(Answers.of(store.invalidatePattern(odd, "*"))).isEqualTo(1);
        assertThat(exists(alike)).isTrue();
    }

    @Test
    void aGlobKnowsClassesAndLiterals() {
        put(key("a*"), key("ab"), key("ac"), key("ad"));
        assertThat(remove("a\\*")).isEqualTo(1);
        assertThat(remove("a[b-c]")).isEqualTo(2);
        assertThat(exists(key("ad"))).isTrue();
    }

    @Test
    void endsLeasesAndWakesThoseWhoWait() throws Exception {
        CompletableFuture<LeaseEnd> told = new CompletableFuture<>();
        store.onLeaseEnd(told::complete);
        Awaitility.await().until(() -> !((List<?>) server.send("PUBSUB", "CHANNELS", "shop:lease-ends")).isEmpty());
        Token token = Sample.token();
        Answers.of(store.lease(key("1"), Sample.request(token)));
        Answers.of(store.lease(key("1"), Sample.request(Sample.token())));
        remove("*");
        assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo(new LeaseEnd(token, LeaseEnd.Reason.REVOKED));
        assertThat(Answers.of(store.fill(key("1"), Sample.entry(token, "1"), Sample.LONG_TTL)))
                .isFalse();
    }

    @Test
    void raisesTheStampOfEveryLane() {
        LaneStamps before = Answers.of(store.stamps());
        remove("nothing");
        LaneStamps after = Answers.of(store.stamps());
        assertThat(Lane.all()).allMatch(lane -> after.of(lane) > before.of(lane));
    }

    @Test
    void refusesAWriteWithoutFenceThatBeganBefore() {
        Entry entry = Sample.entry(Sample.token(), "old");
        long before = Answers.of(store.stamps()).of(key("1").lane());
        remove("*");
        assertThat(Answers.of(store.settle(key("1"), Sample.unfenced(entry, before))))
                .isEqualTo(Settlement.Outcome.INVALIDATED);
    }

    @Test
    void neverAsksForAllKeysAtOnce() {
        put(key("1"));
        server.resetStats();
        remove("*");
        assertThat(server.commandStats()).doesNotContainKey("keys").containsKey("scan");
    }
}
