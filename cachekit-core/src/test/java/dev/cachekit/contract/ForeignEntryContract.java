package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For stores in which other programs may leave their bytes: those count as absent, are told, and are replaced. */
public abstract class ForeignEntryContract {

    private final CacheSpace space = new CacheSpace("foreign" + Sample.token(), "users", "users");
    private final EntryKey key = new EntryKey(space, "42");

    /** Returns the store under test. */
    protected abstract EntryStore store();

    /** Writes bytes under the store's own key, as another program would, without expiry. */
    protected abstract void plant(String storeKey, byte[] bytes);

    /** Returns bytes that are no entries. */
    protected static List<byte[]> foreignBytes() {
        return List.of(
                new byte[0],
                "x".getBytes(UTF_8),
                "{\"name\":\"Ann\"}".repeat(20).getBytes(UTF_8),
                new byte[] {0, -1, 127});
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreTold(byte[] bytes) {
        plant(key.storeKey(), bytes);

        assertThat(Answers.of(store().find(key))).isInstanceOf(Lookup.Foreign.class);
        assertThat(Answers.of(store().findAll(List.of(key))).get(key)).isInstanceOf(Lookup.Foreign.class);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreReplacedByALoad(byte[] bytes) {
        plant(key.storeKey(), bytes);
        Token loader = Sample.token();
        Entry entry = Sample.entry(loader, "1");

        assertThat(Answers.of(store().lease(key, Sample.request(loader)))).isInstanceOf(LeaseReply.Granted.class);
        assertThat(Answers.of(store().fill(key, entry, Sample.LONG_TTL))).isTrue();

        assertHolds(entry);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreReplacedByAPutIfAbsent(byte[] bytes) {
        plant(key.storeKey(), bytes);
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(Answers.of(store().putIfAbsent(key, entry, Sample.LONG_TTL))).isTrue();

        assertHolds(entry);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreReplacedByAWrite(byte[] bytes) {
        plant(key.storeKey(), bytes);
        Entry entry = Sample.entry(Sample.token(), "1");

        Answers.of(store().fence(key, entry.token(), Sample.LONG));
        assertThat(Answers.of(store().settle(key, Sample.settlement(entry)))).isEqualTo(Outcome.STORED);

        assertHolds(entry);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesAreRemovedByAnInvalidation(byte[] bytes) {
        plant(key.storeKey(), bytes);

        Answers.of(store().invalidate(List.of(key)));

        assertThat(Answers.of(store().find(key))).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void foreignBytesTakeNoFillAndHaveNoLifetime(byte[] bytes) {
        plant(key.storeKey(), bytes);
        Token stranger = Sample.token();

        assertThat(Answers.of(store().fill(key, Sample.entry(stranger, "1"), Sample.LONG_TTL)))
                .isFalse();
        assertThat(Answers.of(store().extend(key, stranger, Sample.LONG))).isFalse();
        Answers.of(store().release(key, stranger));
        assertThat(Answers.of(store().ttl(key))).isEqualTo(new Expiry.Absent());
        assertThat(Answers.of(store().expire(key, Sample.LONG_TTL))).isFalse();
    }

    private void assertHolds(Entry entry) {
        assertThat(SeenEntry.in(Answers.of(store().find(key)))).isEqualTo(SeenEntry.of(entry));
    }
}
