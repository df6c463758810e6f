package dev.cachekit.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFormatTest {

    private static final Token TOKEN = new Token("Ab12Cd34Ef56Gh78");
    private static final byte[] INCARNATION = "0123456789abcdef".getBytes(UTF_8);
    private static final Ttl MINUTE = Ttl.of(Duration.ofMinutes(1));
    private static final Instant NOON = Instant.ofEpochMilli(1_795_262_400_000L);
    private static final long NOW = NOON.toEpochMilli() + 1_500;
    private static final Freshness FRESHNESS = new Freshness(Duration.ofMillis(1_500), MINUTE, null);

    @Test
    void writesAValueAsTheseBytes() {
        assertThat(text(write(entry(Encoding.JSON, "{\"id\":7}", 42L))))
                .isEqualTo(
                        "CK2 VJ-- Ab12Cd34Ef56Gh78 ---------------- 01a1fdfa4600 00000000ea60 000000000000 ---------------- 000000000000"
                                + " 000000000000002a 0badcafe 0004d2\n{\"id\":7}");
    }

    @Test
    void writesAValueWithoutVersionAsTheseBytes() {
        assertThat(text(write(entry(Encoding.NULL, "", null))))
                .isEqualTo(
                        "CK2 VN-- Ab12Cd34Ef56Gh78 ---------------- 01a1fdfa4600 00000000ea60 000000000000 ---------------- 000000000000"
                                + " ---------------- 0badcafe 0004d2\n");
    }

    @Test
    void writesALeaseAsTheseBytes() {
        assertThat(text(EntryFormat.writeLease(TOKEN)))
                .isEqualTo(
                        "CK2 L--- Ab12Cd34Ef56Gh78 ---------------- 000000000000 000000000000 000000000000 ----------------"
                                + " 000000000000"
                                + " ---------------- -------- 000000\n");
    }

    @Test
    void writesAFenceAsTheseBytes() {
        assertThat(text(EntryFormat.writeFence(TOKEN)))
                .isEqualTo(
                        "CK2 T--- Ab12Cd34Ef56Gh78 ---------------- 000000000000 000000000000 000000000000 ----------------"
                                + " 000000000000"
                                + " ---------------- -------- 000000\n");
    }

    @Test
    void readsBackEveryFieldOfAValue() {
        Entry entry = entry(Encoding.COMPRESSED_JSON, "some bytes", Long.MAX_VALUE);

        assertThat(read(write(entry))).isEqualTo(new Lookup.Hit(entry, FRESHNESS));
    }

    @Test
    void readsLeaseAndFenceWhateverTheirFlag() {
        byte[] lease = EntryFormat.writeLease(TOKEN);
        lease[EntryFormat.FLAG_AT] = 'w';
        byte[] fence = EntryFormat.writeFence(TOKEN);
        fence[EntryFormat.FLAG_AT] = 'o';

        assertThat(read(lease)).isEqualTo(new Lookup.Loading(TOKEN));
        assertThat(read(fence)).isEqualTo(new Lookup.Fenced());
    }

    @Test
    void readsNothingAsAbsent() {
        assertThat(EntryFormat.read(null, INCARNATION, NOW)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void sharesThePayloadInsteadOfCopyingIt() {
        byte[] bytes = write(entry(Encoding.JSON, "1234", null));
        System.arraycopy(INCARNATION, 0, bytes, EntryFormat.INCARNATION_AT, INCARNATION.length);
        Lookup.Hit hit = (Lookup.Hit) EntryFormat.read(bytes, INCARNATION, NOW);
        bytes[EntryFormat.HEADER_LENGTH] = '9';

        assertThat(hit.entry().payload().bytes().get(0)).isEqualTo((byte) '9');
    }

    @Test
    void capsTimesThatDoNotFit() {
        Payload payload = new Payload(Encoding.NULL, "0badcafe", ByteBuffer.allocate(0));
        Entry odd = new Entry(TOKEN, payload, Instant.ofEpochMilli(-5), Duration.ofDays(300), null);
        Entry read = ((Lookup.Hit) read(write(odd))).entry();

        assertThat(read.storedAt()).isEqualTo(Instant.EPOCH);
        assertThat(read.loadTime()).isEqualTo(Duration.ofMillis(0xffffff));
    }

    @ParameterizedTest
    @CsvSource({
        "0, X",
        "4, Q",
        "5, j",
        "7, x",
        "8, -",
        "9, -",
        "24, ' '",
        "25, x",
        "42, -",
        "43, -",
        "56, g",
        "68, x",
        "80, x",
        "82, a",
        "110, ' '",
        "112, 8",
        "113, A",
        "129, G",
        "130, -",
        "138, z",
        "144, ' '"
    })
    void readsADamagedHeaderAsForeign(int at, char damage) {
        byte[] bytes = write(entry(Encoding.JSON, "1", 1L));
        bytes[at] = (byte) damage;

        assertThat(read(bytes)).isInstanceOf(Lookup.Foreign.class);
    }

    @Test
    void readsEveryTruncatedHeaderAsForeign() {
        byte[] whole = write(entry(Encoding.JSON, "1", 1L));
        for (int length = 0; length < EntryFormat.HEADER_LENGTH; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isInstanceOf(Lookup.Foreign.class);
        }
    }

    @Test
    void readsBackGraceAndTagsOfAValue() {
        Entry entry = entry(Encoding.JSON, "{\"id\":7}", null)
                .withGrace(Duration.ofHours(1))
                .withTags(Tagging.of(Long.MAX_VALUE, List.of("red", "a b", "\u00e4\u20ac")));

        assertThat(read(write(entry))).isEqualTo(new Lookup.Hit(entry, FRESHNESS));
    }

    @Test
    void writesTagsAsALineBehindTheHeader() {
        Entry entry = entry(Encoding.JSON, "1", null).withTags(Tagging.of(255, List.of("red", "big")));
        String text = text(write(entry));

        assertThat(text).startsWith("CK2 VJ-t ");
        assertThat(text.substring(EntryFormat.HEADER_LENGTH)).isEqualTo("00000000000000ff\tbig\tred\n1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "00000000000000ff\n",
                "00000000000000ff\t\n",
                "80000000000000ff\tred\n",
                "00000000000000ff\tred",
                "00000000000000ff red\n",
                "00000000000000fg\tred\n",
                "00000000000000ff\tred\t\t\n"
            })
    void readsDamagedTagsAsForeign(String line) {
        byte[] header = Arrays.copyOf(write(entry(Encoding.JSON, "", null)), EntryFormat.HEADER_LENGTH);
        header[EntryFormat.TAGGED_AT] = 't';

        assertThat(read((text(header) + line).getBytes(UTF_8))).isInstanceOf(Lookup.Foreign.class);
    }

    @Test
    void readsAValueAndALeaseOfAnotherIncarnationAsAbsent() {
        byte[] other = "0123456789abcdee".getBytes(UTF_8);

        assertThat(EntryFormat.read(write(entry(Encoding.JSON, "1", null)), other, NOW))
                .isEqualTo(new Lookup.Absent());
        assertThat(EntryFormat.read(EntryFormat.writeLease(TOKEN), other, NOW)).isEqualTo(new Lookup.Absent());
        assertThat(EntryFormat.read(write(entry(Encoding.JSON, "1", null)), null, NOW))
                .isEqualTo(new Lookup.Absent());
    }

    @Test
    void readsAFenceOfAnotherIncarnationAsFence() {
        assertThat(EntryFormat.read(EntryFormat.writeFence(TOKEN), null, NOW)).isEqualTo(new Lookup.Fenced());
    }

    @Test
    void readsWhoReloadsAValueAsLongAsThatHasTheLease() {
        assertThat(freshness("Zz12Cd34Ef56Gh78", NOW + 1).reloader()).isEqualTo(new Token("Zz12Cd34Ef56Gh78"));
        assertThat(freshness("Zz12Cd34Ef56Gh78", NOW).reloader()).isNull();
        assertThat(freshness("----------------", NOW + 1).reloader()).isNull();
    }

    private static Freshness freshness(String reloader, long ends) {
        byte[] bytes = write(entry(Encoding.JSON, "1", null));
        byte[] note = (reloader + " " + String.format("%012x", ends)).getBytes(UTF_8);
        System.arraycopy(note, 0, bytes, EntryFormat.RELOADER_AT, note.length);
        return ((Lookup.Hit) read(bytes)).freshness();
    }

    @Test
    void anAgeIsNeverNegative() {
        byte[] bytes = write(entry(Encoding.JSON, "1", null));
        System.arraycopy(INCARNATION, 0, bytes, EntryFormat.INCARNATION_AT, INCARNATION.length);
        Lookup.Hit hit = (Lookup.Hit) EntryFormat.read(bytes, INCARNATION, NOON.toEpochMilli() - 5);

        assertThat(hit.freshness().age()).isZero();
    }

    @Test
    void readsForeverAsNeverStale() {
        byte[] bytes = EntryFormat.write(entry(Encoding.JSON, "1", null), Ttl.FOREVER);

        assertThat(((Lookup.Hit) read(bytes)).freshness().ttl()).isEqualTo(Ttl.FOREVER);
    }

    @Test
    void writesForeverAsZero() {
        byte[] bytes = EntryFormat.write(entry(Encoding.JSON, "1", null), Ttl.FOREVER);

        assertThat(text(bytes).substring(EntryFormat.FRESH_FOR_AT, 68)).isEqualTo("000000000000");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(20261121);
        byte[] whole = write(entry(Encoding.JSON, "{\"id\":7}", 42L));
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 10));
            for (int damage = random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(bytes)).isNotNull();
        }
    }

    @Test
    void tellsNoneOfTheBytesInAReason() {
        Lookup.Foreign foreign = (Lookup.Foreign) read("secret".repeat(20).getBytes(UTF_8));

        assertThat(foreign.reason()).doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void readsBackEveryEncoding(Encoding encoding) {
        Entry entry = entry(encoding, "some bytes", 1L);

        assertThat(read(write(entry))).isEqualTo(new Lookup.Hit(entry, FRESHNESS));
    }

    private static Entry entry(Encoding encoding, String payload, Long version) {
        ByteBuffer bytes = ByteBuffer.wrap(payload.getBytes(UTF_8));
        return new Entry(TOKEN, new Payload(encoding, "0badcafe", bytes), NOON, Duration.ofMillis(1234), version);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static byte[] write(Entry entry) {
        return EntryFormat.write(entry, MINUTE);
    }

    /** Reads with the incarnation that the store would have written. */
    private static Lookup read(byte[] bytes) {
        byte[] stored = bytes.clone();
        int rest = Math.min(INCARNATION.length, stored.length - EntryFormat.INCARNATION_AT);
        System.arraycopy(
                INCARNATION, 0, stored, Math.min(EntryFormat.INCARNATION_AT, stored.length), Math.max(0, rest));
        return EntryFormat.read(stored, INCARNATION, NOW);
    }
}
