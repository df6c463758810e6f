package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program's data, or damage, under a key of ours. */
class ForeignDataTest {

    private static final EntryKey KEY = key("42");
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

    private static void plant(String what) {
        String key = KEY.storeKey();
        switch (what) {
            case "hash" -> server.send("HSET", key, "field", "value");
            case "list" -> server.send("RPUSH", key, "element");
            case "text" ->
                server.send("SET", key, "another program's text, longer than any header of an entry of ours is");
            case "short" -> server.send("SET", key, "CK2 VJ-");
            case "kind" -> plantHeader("CK2 XJ-- ");
            case "encoding" -> plantHeader("CK2 V?-- ");
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void plantHeader(String start) {
        String incarnation = "0123456789abcdef";
        server.send("SET", "shop:{" + KEY.lane().tag() + "}@carts", incarnation);
        server.send(
                "SET",
                KEY.storeKey(),
                start + "AbCdEfGh12345678 " + incarnation
                        + " 019b76daa87b 000000000000 000000000000 ---------------- 000000000000"
                        + " ---------------- 0a1b2c3d 000007\n{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "short", "kind", "encoding"})
    void isToldAsForeign(String what) {
        plant(what);
        assertThat(Answers.of(store.find(KEY))).isInstanceOf(Lookup.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list"})
    void ofAnotherTypeIsAMiss(String what) {
        plant(what);
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "short", "kind", "encoding"})
    void isToldAsForeignAmongOthers(String what) {
        plant(what);
        Map<EntryKey, Lookup> found = Answers.of(store.findAll(List.of(KEY, key("other"))));
        assertThat(found.get(KEY)).isInstanceOf(Lookup.Foreign.class);
        assertThat(found.get(key("other"))).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list"})
    void ofAnotherTypeDoesNotHideOtherKeys(String what) {
        plant(what);
        Entry other = Sample.entry(Sample.token(), "1");
        Answers.of(store.put(key("other"), other, Sample.LONG_TTL));
        Map<EntryKey, Lookup> found = Answers.of(store.findAll(List.of(KEY, key("other"))));
        assertThat(found.get(KEY)).isNotInstanceOf(Lookup.Hit.class);
        assertThat(found.get(key("other"))).isInstanceOf(Lookup.Hit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list", "text", "short", "kind", "encoding"})
    void isReplacedByALeaseAndItsFill(String what) {
        plant(what);
        Token token = Sample.token();
        assertThat(((LeaseReply.Granted) Answers.of(store.lease(KEY, Sample.request(token)))).foreign())
                .isNotEmpty();
        Entry entry = Sample.entry(token, "1");
        assertThat(Answers.of(store.fill(KEY, entry, Sample.LONG_TTL))).isTrue();
        TestBackend.assertHolds(store, KEY, entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list", "text", "short", "kind"})
    void isNoValue(String what) {
        plant(what);
        assertThat(Answers.of(store.ttl(KEY))).isEqualTo(new Expiry.Absent());
        assertThat(Answers.of(store.expire(KEY, Sample.LONG_TTL))).isFalse();
        assertThat(Answers.of(store.extend(KEY, Sample.token(), Sample.LONG))).isFalse();
        assertThat(Answers.of(store.fill(KEY, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)))
                .isFalse();
        assertThat(Answers.of(store.putIfAbsent(KEY, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list", "text", "short", "kind", "encoding"})
    void givesWayToWrites(String what) {
        plant(what);
        Entry entry = Sample.entry(Sample.token(), "1");
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        assertThat(Answers.of(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(Settlement.Outcome.STORED);
        plantAgain(what);
        Answers.of(store.put(KEY, Sample.entry(Sample.token(), "2"), Sample.LONG_TTL));
        assertThat(Answers.of(store.find(KEY))).isInstanceOf(Lookup.Hit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "list", "text", "short", "kind", "encoding"})
    void isRemovedByAnInvalidation(String what) {
        plant(what);
        Answers.of(store.invalidate(List.of(KEY)));
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text"})
    void underALaneRecordIsReplaced(String what) {
        String lane = "shop:{" + KEY.lane().tag() + "}#";
        if (what.equals("hash")) {
            server.send("HSET", lane, "field", "value");
        } else {
            server.send("SET", lane, "9e99");
        }
        long before = Answers.of(store.stamps()).of(KEY.lane());
        Answers.of(store.invalidate(List.of(KEY)));
        assertThat(Answers.of(store.stamps()).of(KEY.lane())).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text", "----------------"})
    void underTheRecordOfAnIncarnationIsReplaced(String what) {
        Answers.of(store.put(KEY, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        String record = "shop:{" + KEY.lane().tag() + "}@carts";
        server.send("DEL", record);
        if (what.equals("hash")) {
            server.send("HSET", record, "field", "value");
        } else {
            server.send("SET", record, what);
        }
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Absent());
        Entry entry = Sample.entry(Sample.token(), "2");
        assertThat(Answers.of(store.lease(KEY, Sample.request(entry.token())))).isEqualTo(new LeaseReply.Granted());
        assertThat(Answers.of(store.fill(KEY, entry, Sample.LONG_TTL))).isTrue();
        TestBackend.assertHolds(store, KEY, entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text"})
    void underTheRecordOfAnIncarnationStopsNoInvalidation(String what) {
        String record = "shop:{" + KEY.lane().tag() + "}@carts";
        if (what.equals("hash")) {
            server.send("HSET", record, "field", "value");
        } else {
            server.send("SET", record, what);
        }
        Answers.of(store.invalidate(List.of(KEY)));
        Answers.of(store.clear(KEY.space()));
        assertThat(server.keys()).doesNotContain(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "text", "hash"})
    void underATableOfTagsMakesTaggedValuesMissesUntilItIsReplaced(String what) {
        Tagging before = Tagging.of(Answers.of(store.tagClock(KEY.space())), List.of("red"));
        Answers.of(store.put(KEY, Sample.entry(Sample.token(), "1").withTags(before), Sample.LONG_TTL));
        plantTable(what);
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Absent());
        assertThat(Answers.of(store.findAll(List.of(KEY)))).containsEntry(KEY, new Lookup.Absent());
        Tagging after = Tagging.of(Answers.of(store.tagClock(KEY.space())), List.of("red"));
        Entry entry = Sample.entry(Sample.token(), "2").withTags(after);
        Answers.of(store.put(KEY, entry, Sample.LONG_TTL));
        TestBackend.assertHolds(store, KEY, entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "text", "hash"})
    void underATableOfTagsStopsNoInvalidation(String what) {
        plantTable(what);
        Answers.of(store.invalidateTags(KEY.space(), List.of("red")));
        assertThat(Answers.of(store.tagClock(KEY.space()))).isPositive();
    }

    private static void plantTable(String what) {
        String table = "shop:{" + Lane.home("carts").tag() + "}~carts";
        server.send("DEL", table);
        switch (what) {
            case "list" -> server.send("RPUSH", table, "element");
            case "text" -> server.send("SET", table, "text");
            default -> server.send("HSET", table, "#c", "no number", "#f", "none either");
        }
    }

    private static void plantAgain(String what) {
        server.send("DEL", KEY.storeKey());
        plant(what);
    }
}
