package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code find} and {@code findAll}, and what comes back of an entry. */
interface LookupContract extends StoreScenario {

    @Test
    default void findsNothingUnderAFreshKey() {
        assertAbsent(key());
    }

    @Test
    default void findsAFilledValue() {
        Entry entry = filled(key(), "\"v\"");

        assertHolds(key(), entry);
    }

    @Test
    default void tellsWhoLoads() {
        Token loader = granted(key());

        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    default void tellsThatAWriteIsUnderWay() {
        fence(key(), Sample.token());

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void findsAllKeysOfManyLanesAbsentOnesIncluded() {
        Map<EntryKey, Object> expected = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            expected.put(key("absent" + i), new Lookup.Absent());
            expected.put(key("value" + i), SeenEntry.of(filled(key("value" + i), "" + i)));
        }
        expected.put(key("loading"), new Lookup.Loading(granted(key("loading"))));
        fence(key("fenced"), Sample.token());
        expected.put(key("fenced"), new Lookup.Fenced());

        assertThat(findAll(expected.keySet())).isEqualTo(expected);
    }

    @Test
    default void findsAllOfNoKeys() {
        assertThat(await(store().findAll(List.of()))).isEmpty();
    }

    @Test
    default void answersOncePerKeyAskedTwice() {
        Entry entry = filled(key(), "1");

        assertThat(findAll(List.of(key(), key()))).isEqualTo(Map.of(key(), SeenEntry.of(entry)));
    }

    @Test
    default void keepsEveryByteOfAPayload() {
        byte[] bytes = new byte[256 * 40];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 256);
        }
        Payload payload = new Payload(Encoding.COMPRESSED_JSON, "ffffffff", ByteBuffer.wrap(bytes));

        assertComesBack(new Entry(Sample.token(), payload, Instant.EPOCH, Duration.ZERO, null));
    }

    @Test
    default void storesOnlyTheBytesFromPositionToLimit() {
        ByteBuffer part = ByteBuffer.wrap("xx[1]yy".getBytes(UTF_8)).position(2).limit(5);
        Payload payload = new Payload(Encoding.JSON, "00000000", part);

        assertComesBack(new Entry(Sample.token(), payload, Instant.EPOCH, Duration.ZERO, null));
    }

    @Test
    default void keepsEveryFieldOfTheHeader() {
        Payload payload = Sample.entry(Sample.token(), "{}").payload();
        Instant storedAt = Instant.parse("2031-12-31T23:59:59.999Z");

        assertComesBack(
                new Entry(Sample.token(), payload, storedAt, Duration.ofMillis(123_456), 9_007_199_254_740_993L));
    }

    @Test
    default void keepsTheSmallestAndTheLargestVersion() {
        Payload payload = Sample.entry(Sample.token(), "{}").payload();

        assertComesBack(new Entry(Sample.token(), payload, Instant.EPOCH, Duration.ZERO, 0L));
        assertComesBack(new Entry(Sample.token(), payload, Instant.EPOCH, Duration.ZERO, Long.MAX_VALUE));
    }

    @Test
    default void keepsNull() {
        Payload nothing = new Payload(Encoding.NULL, "12345678", ByteBuffer.allocate(0));

        assertComesBack(new Entry(Sample.token(), nothing, Instant.EPOCH, Duration.ofMillis(3), null));
    }

    @Test
    default void isNotChangedThroughTheArrayOfItsCaller() {
        byte[] bytes = "\"before\"".getBytes(UTF_8);
        Payload payload = new Payload(Encoding.JSON, "0a1b2c3d", ByteBuffer.wrap(bytes));
        Entry entry = new Entry(Sample.token(), payload, Instant.EPOCH, Duration.ZERO, null);
        await(store().put(key(), entry, Sample.LONG_TTL));

        bytes[1] = 'X';

        assertThat(Sample.textOf(hit(key()))).isEqualTo("\"before\"");
    }

    @Test
    default void isNotChangedByReadersThatConsumeTheBuffer() {
        filled(key(), "\"value\"");

        hit(key()).payload().bytes().get();

        assertThat(Sample.textOf(hit(key()))).isEqualTo("\"value\"");
    }

    @Test
    default void tellsKeysApartThatLookAlike() {
        Entry plain = filled(key("a"), "1");
        Entry longer = filled(key("aa"), "2");
        Entry upper = filled(key("A"), "3");
        Entry empty = filled(key(""), "4");
        Entry unicode = filled(key("ä€😀"), "5");

        assertHolds(key("a"), plain);
        assertHolds(key("aa"), longer);
        assertHolds(key("A"), upper);
        assertHolds(key(""), empty);
        assertHolds(key("ä€😀"), unicode);
    }

    private Map<EntryKey, Object> findAll(Collection<EntryKey> keys) {
        Map<EntryKey, Object> found = new HashMap<>();
        await(store().findAll(keys)).forEach((key, lookup) -> found.put(key, SeenEntry.in(lookup)));
        return found;
    }

    private void assertComesBack(Entry entry) {
        await(store().put(key(), entry, Sample.LONG_TTL));

        assertHolds(key(), entry);
    }

    private Entry hit(EntryKey key) {
        return ((Lookup.Hit) find(key)).entry();
    }
}
