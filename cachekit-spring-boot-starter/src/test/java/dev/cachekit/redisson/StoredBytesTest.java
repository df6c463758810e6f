package dev.cachekit.redisson;

import static dev.cachekit.contract.Sample.LONG_TTL;
import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in Redis, as any other client sees it. */
class StoredBytesTest {

    private static final EntryKey KEY = key("42");
    private static final String RECORD = "shop:{" + KEY.lane().tag() + "}@carts";
    private static RedisServer server;
    private static TestBackend backend;

    private final Token token = new Token("AbCdEfGh12345678");

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
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

    private static EntryStore store() {
        return backend.store();
    }

    private static String stored() {
        return (String) server.send("GET", KEY.storeKey());
    }

    private static String incarnation() {
        String incarnation = (String) server.send("GET", RECORD);
        assertThat(incarnation).matches("[0-9a-f]{16}");
        return incarnation;
    }

    private static long pttl(String key) {
        return (Long) server.send("PTTL", key);
    }

    @Test
    void aKeyNamesApplicationLaneCacheAndFormat() {
        Answers.of(store().put(KEY, Sample.entry(token, "{}"), LONG_TTL));
        assertThat(server.keys())
                .containsExactlyInAnyOrder(
                        "shop:{" + KEY.lane().tag() + "}:carts:2:42",
                        "shop:{" + KEY.lane().tag() + "}@carts",
                        "shop:{" + KEY.lane().tag() + "}#");
    }

    @Test
    void aLeaseIsAHeader() {
        Answers.of(store().lease(KEY, Sample.request(token)));
        assertThat(withoutTime(stored()))
                .isEqualTo("CK2 L--- AbCdEfGh12345678 " + incarnation() + " ... 000000000000 000000000000"
                        + " ---------------- 000000000000 ---------------- -------- 000000\n");
    }

    /** The time of storing is the server's. */
    private static String withoutTime(String stored) {
        long storedAt = Long.parseLong(stored.substring(43, 55), 16);
        long now = System.currentTimeMillis();
        assertThat(storedAt).isBetween(now - 5_000, now + 5_000);
        return stored.substring(0, 43) + "..." + stored.substring(55);
    }

    @Test
    void aLeaseSomebodyWaitsForIsFlagged() {
        Answers.of(store().lease(KEY, Sample.request(token)));
        Answers.of(store().lease(KEY, Sample.request(Sample.token())));
        assertThat(stored()).startsWith("CK2 L-w- AbCdEfGh12345678 ");
    }

    @Test
    void aValueIsAHeaderAndItsReadablePayload() {
        Entry entry = Sample.entry(token, "{\"a\":1}", 255L).withGrace(Duration.ofMillis(16));
        Answers.of(store().put(KEY, entry, LONG_TTL));
        assertThat(withoutTime(stored()))
                .isEqualTo("CK2 VJ-- AbCdEfGh12345678 " + incarnation() + " ... 0000000927c0 000000000010"
                        + " ---------------- 000000000000 00000000000000ff 0a1b2c3d 000007\n{\"a\":1}");
    }

    @Test
    void aTaggedValueHasALineOfTags() {
        Entry entry = Sample.entry(token, "{}").withTags(Tagging.of(255, List.of("red", "big")));
        Answers.of(store().put(KEY, entry, LONG_TTL));
        assertThat(stored()).startsWith("CK2 VJ-t ").endsWith("\n00000000000000ff\tbig\tred\n{}");
    }

    @Test
    void aReloadIsNotedInTheValue() {
        Token reloader = new Token("ZZZZZZZZZZZZZZZZ");
        Answers.of(store().put(KEY, Sample.entry(token, "{}"), LONG_TTL));
        Answers.of(store().lease(KEY, new LeaseRequest(reloader, Sample.LONG, null, token)));
        assertThat(stored().substring(82, 98)).isEqualTo(reloader.value());
        assertThat(Long.parseLong(stored().substring(99, 111), 16) - System.currentTimeMillis())
                .isBetween(590_000L, 600_000L);
        Answers.of(store().lease(KEY, new LeaseRequest(Sample.token(), Sample.LONG, null, token)));
        assertThat(stored()).startsWith("CK2 VJw- ").endsWith("\n{}");
        Answers.of(store().release(KEY, reloader, Duration.ZERO));
        assertThat(stored())
                .startsWith("CK2 VJ-- ")
                .contains(" ---------------- ")
                .endsWith("\n{}");
        assertThat(pttl(KEY.storeKey())).isBetween(590_000L, 600_000L);
    }

    @Test
    void aValueIsKeptForItsGrace() {
        Answers.of(store().put(KEY, Sample.entry(token, "{}").withGrace(Sample.LONG), LONG_TTL));
        assertThat(pttl(KEY.storeKey())).isBetween(1_190_000L, 1_200_000L);
        Answers.of(store().expire(KEY, Ttl.FOREVER));
        assertThat(pttl(KEY.storeKey())).isEqualTo(-1);
        Answers.of(store().expire(KEY, Ttl.of(Sample.LONG.multipliedBy(2))));
        assertThat(pttl(KEY.storeKey())).isBetween(1_790_000L, 1_800_000L);
    }

    @Test
    void aTableOfTagsIsAHashThatLives() {
        Answers.of(store().invalidateTags(KEY.space(), List.of("red")));
        String table = "shop:{" + Lane.home("carts").tag() + "}~carts";
        String clock = (String) server.send("HGET", table, "#c");
        assertThat(server.send("HGET", table, "=red")).isEqualTo(clock);
        assertThat(server.send("HGET", table, "#f")).isEqualTo(clock);
        assertThat(pttl(table)).isBetween(7_775_000_000L, 7_776_000_000L);
    }

    @Test
    void aTableOfTooManyTagsIsReplacedByAFloor() {
        long before = Answers.of(store().tagClock(KEY.space()));
        String table = "shop:{" + Lane.home("carts").tag() + "}~carts";
        server.send("EVAL", "for i = 1, 100000 do redis.call('HSET', KEYS[1], '=' .. i, 1) end", "1", table);
        Answers.of(store().put(KEY, Sample.entry(token, "1").withTags(Tagging.of(before, List.of("blue"))), LONG_TTL));
        assertThat(Answers.of(store().find(KEY))).isInstanceOf(Lookup.Hit.class);
        Answers.of(store().invalidateTags(KEY.space(), List.of("red")));
        assertThat(Answers.of(store().find(KEY))).isEqualTo(new Lookup.Absent());
        assertThat((Long) server.send("HLEN", table)).isEqualTo(3);
    }

    @Test
    void aFenceNamesItsWriters() {
        Token second = new Token("ZZZZZZZZZZZZZZZZ");
        Answers.of(store().fence(KEY, token, Sample.LONG));
        Answers.of(store().fence(KEY, second, Sample.LONG));
        List<String> lines = stored().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("CK2 T-m- ZZZZZZZZZZZZZZZZ " + incarnation() + " ");
        assertThat(lines.get(1)).matches("AbCdEfGh12345678 [0-9a-f]{12}");
        assertThat(lines.get(2)).matches("ZZZZZZZZZZZZZZZZ [0-9a-f]{12}");
    }

    @Test
    void aFenceKeepsTheHighestVersionOfThoseWhoLeft() {
        Entry first = Sample.entry(token, "1", 7L);
        Entry second = Sample.entry(new Token("ZZZZZZZZZZZZZZZZ"), "2", 6L);
        for (Token writer : List.of(token, second.token(), Sample.token())) {
            Answers.of(store().fence(KEY, writer, Sample.LONG));
        }
        for (Entry entry : List.of(first, second)) {
            Answers.of(store().settle(KEY, new Settlement(entry.token(), entry, LONG_TTL, null)));
        }
        List<String> lines = stored().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).matches("[0-9A-Za-z]{16} [0-9a-f]{12}");
        assertThat(lines.get(2)).isEqualTo("AbCdEfGh12345678 000000000000");
        assertThat(lines.get(3)).isEqualTo("ZZZZZZZZZZZZZZZZ 000000000000");
        assertThat(lines.get(4)).isEmpty();
        assertThat(lines.get(5)).matches("\\d+ CK2 VJ-- AbCdEfGh12345678 .* 0000000000000007 .*");
        assertThat(lines.get(6)).isEqualTo("1");
    }

    @Test
    void aFenceStaysSmallHoweverManyVersionsHaveLeft() {
        Answers.of(store().fence(KEY, token, Sample.LONG));
        for (long version = 0; version < 300; version++) {
            Entry passing = Sample.entry(Sample.token(), "1", version);
            Answers.of(store().fence(KEY, passing.token(), Sample.LONG));
            Answers.of(store().settle(KEY, new Settlement(passing.token(), passing, LONG_TTL, null)));
        }
        assertThat(stored()).hasSizeLessThan(1_500);
    }

    @Test
    void aFenceLivesAsLongAsItsLatestWriter() {
        Answers.of(store().fence(KEY, token, Duration.ofMinutes(10)));
        Answers.of(store().fence(KEY, Sample.token(), Duration.ofSeconds(1)));
        assertThat(pttl(KEY.storeKey())).isBetween(590_000L, 600_000L);
        Answers.of(store().settle(KEY, Sample.rollback(token)));
        assertThat(pttl(KEY.storeKey())).isBetween(1L, 1_000L);
    }

    @Test
    void aStampIsTheClockInMicroseconds() {
        Answers.of(store().invalidate(List.of(KEY)));
        long now = System.currentTimeMillis();
        long stamp =
                Long.parseLong((String) server.send("GET", "shop:{" + KEY.lane().tag() + "}#"));
        assertThat(stamp / 1000).isBetween(now - 5_000, now + 5_000);
    }

    @Test
    void everyKeyHasATimeToLive() {
        Answers.of(store().lease(key("leased"), Sample.request(token)));
        Answers.of(store().fence(key("fenced"), token, Sample.LONG));
        Answers.of(store().put(key("put"), Sample.entry(token, "1"), LONG_TTL));
        Answers.of(store().settle(key("settled"), Sample.unfenced(Sample.entry(token, "1"), 1)));
        Answers.of(store().invalidate(List.of(key("removed"))));
        Answers.of(store().tagClock(key("tagged").space()));
        Answers.of(store().stamps());
        assertThat(server.keys())
                .hasSizeGreaterThan(Lane.COUNT)
                .allSatisfy(key -> assertThat(pttl(key)).as(key).isPositive());
    }

    @Test
    void aLaneRecordLivesAWeekFromItsLastWrite() {
        Answers.of(store().invalidate(List.of(KEY)));
        assertThat(pttl("shop:{" + KEY.lane().tag() + "}#")).isBetween(604_790_000L, 604_800_000L);
    }

    @Test
    void onlyAValueDeclaredForeverHasNone() {
        Answers.of(store().put(KEY, Sample.entry(token, "1"), Ttl.FOREVER));
        assertThat(pttl(KEY.storeKey())).isEqualTo(-1);
    }

    @Test
    void anIncarnationLivesAWeek() {
        Answers.of(store().lease(KEY, Sample.request(token)));
        assertThat(pttl(RECORD)).isBetween(604_790_000L, 604_800_000L);
    }

    @Test
    void anIncarnationOutlivesItsEntries() {
        Duration month = Duration.ofDays(30);
        Answers.of(store().put(KEY, Sample.entry(token, "1"), Ttl.of(month)));
        assertThat(pttl(RECORD)).isGreaterThanOrEqualTo(pttl(KEY.storeKey())).isGreaterThan(month.toMillis());
        Answers.of(store().expire(KEY, Ttl.of(month.multipliedBy(3))));
        assertThat(pttl(RECORD)).isGreaterThanOrEqualTo(pttl(KEY.storeKey()));
        Answers.of(store().expire(KEY, Ttl.FOREVER));
        assertThat(pttl(RECORD)).isEqualTo(-1);
    }

    @Test
    void anIncarnationOutlivesALeaseThatIsExtended() {
        Answers.of(store().lease(KEY, Sample.request(token)));
        server.send("PEXPIRE", RECORD, "1000");
        assertThat(Answers.of(store().extend(KEY, token, Sample.LONG))).isTrue();
        assertThat(pttl(RECORD)).isGreaterThanOrEqualTo(pttl(KEY.storeKey()));
    }

    @Test
    void noTwoIncarnationsAreEqual() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            server.send("DEL", RECORD);
            Answers.of(store().put(KEY, Sample.entry(token, "1"), LONG_TTL));
            assertThat(seen.add(incarnation())).isTrue();
        }
    }

    @Test
    void theLongestLifetimeIsACentury() {
        Answers.of(store().put(KEY, Sample.entry(token, "1"), Ttl.of(Duration.ofDays(10_000_000))));
        assertThat(pttl(KEY.storeKey())).isBetween(3_150_000_000_000L, 3_156_000_000_000L);
    }

    @Test
    void payloadsMayHoldAnyByte() {
        Entry entry = Sample.entry(token, "\u0000\r\n\u00e4\u20ac%s");
        Answers.of(store().put(KEY, entry, LONG_TTL));
        assertThat(Answers.of(store().lease(KEY, Sample.request(Sample.token()))))
                .isInstanceOfSatisfying(
                        LeaseReply.Hit.class,
                        hit -> assertThat(Sample.textOf(hit.entry())).isEqualTo(Sample.textOf(entry)));
    }

    @Test
    void scriptsAreLoadedAgainAfterAFlush() {
        Answers.of(store().invalidate(List.of(KEY)));
        server.flushScripts();
        Answers.of(store().invalidate(List.of(KEY)));
        assertThat(Answers.of(store().lease(KEY, new LeaseRequest(token, Sample.LONG, null))))
                .isNotNull();
    }

    @Test
    void scriptsOfABatchAreLoadedAgainAfterAFlush() {
        List<EntryKey> keys =
                IntStream.range(0, 100).mapToObj(i -> key("k" + i)).toList();
        Answers.of(store().invalidate(keys));
        Answers.of(store().stamps());
        keys.forEach(key -> Answers.of(store().put(key, Sample.entry(Sample.token(), "1"), LONG_TTL)));
        server.flushScripts();
        Answers.of(store().invalidate(keys));
        assertThat(server.keys()).noneMatch(key -> key.contains(":carts:"));
        server.flushAll();
        server.flushScripts();
        assertThat(Answers.of(store().stamps()).of(KEY.lane())).isPositive();
    }
}
