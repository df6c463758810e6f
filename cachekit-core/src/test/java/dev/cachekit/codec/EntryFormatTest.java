package dev.cachekit.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFormatTest {

    private static final Token TOKEN = new Token("Ab12Cd34Ef56Gh78");
    private static final Instant NOON = Instant.ofEpochMilli(1_795_262_400_000L);

    @Test
    void writesAValueAsTheseBytes() {
        assertThat(text(EntryFormat.write(entry(Encoding.JSON, "{\"id\":7}", 42L))))
                .isEqualTo("CK1 VJ- Ab12Cd34Ef56Gh78 0badcafe 000000000000002a 01a1fdfa4600 0004d2\n{\"id\":7}");
    }

    @Test
    void writesAValueWithoutVersionAsTheseBytes() {
        assertThat(text(EntryFormat.write(entry(Encoding.NULL, "", null))))
                .isEqualTo("CK1 VN- Ab12Cd34Ef56Gh78 0badcafe ---------------- 01a1fdfa4600 0004d2\n");
    }

    @Test
    void writesALeaseAsTheseBytes() {
        assertThat(text(EntryFormat.writeLease(TOKEN)))
                .isEqualTo("CK1 L-- Ab12Cd34Ef56Gh78 -------- ---------------- 000000000000 000000\n");
    }

    @Test
    void writesAFenceAsTheseBytes() {
        assertThat(text(EntryFormat.writeFence(TOKEN)))
                .isEqualTo("CK1 T-- Ab12Cd34Ef56Gh78 -------- ---------------- 000000000000 000000\n");
    }

    @Test
    void readsBackEveryFieldOfAValue() {
        Entry entry = entry(Encoding.COMPRESSED_JSON, "some bytes", Long.MAX_VALUE);

        assertThat(EntryFormat.read(EntryFormat.write(entry))).isEqualTo(new Lookup.Hit(entry));
    }

    @Test
    void readsLeaseAndFenceWhateverTheirFlag() {
        byte[] lease = EntryFormat.writeLease(TOKEN);
        lease[EntryFormat.FLAG_AT] = 'w';
        byte[] fence = EntryFormat.writeFence(TOKEN);
        fence[EntryFormat.FLAG_AT] = 'o';

        assertThat(EntryFormat.read(lease)).isEqualTo(new Lookup.Loading(TOKEN));
        assertThat(EntryFormat.read(fence)).isEqualTo(new Lookup.Fenced());
    }

    @Test
    void readsNothingAsAbsent() {
        assertThat(EntryFormat.read(null)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void sharesThePayloadInsteadOfCopyingIt() {
        byte[] bytes = EntryFormat.write(entry(Encoding.JSON, "1234", null));
        Lookup.Hit hit = (Lookup.Hit) EntryFormat.read(bytes);
        bytes[EntryFormat.HEADER_LENGTH] = '9';

        assertThat(hit.entry().payload().bytes().get(0)).isEqualTo((byte) '9');
    }

    @Test
    void capsTimesThatDoNotFit() {
        Payload payload = new Payload(Encoding.NULL, "0badcafe", ByteBuffer.allocate(0));
        Entry odd = new Entry(TOKEN, payload, Instant.ofEpochMilli(-5), Duration.ofDays(300), null);
        Entry read = ((Lookup.Hit) EntryFormat.read(EntryFormat.write(odd))).entry();

        assertThat(read.storedAt()).isEqualTo(Instant.EPOCH);
        assertThat(read.loadTime()).isEqualTo(Duration.ofMillis(0xffffff));
    }

    @ParameterizedTest
    @CsvSource({
        "0, X", "4, Q", "5, j", "7, -", "8, -", "23, ' '", "24, x", "25, G", "26, -", "34, 8", "35, A", "51, -",
        "64, z", "70, ' '"
    })
    void readsADamagedHeaderAsForeign(int at, char damage) {
        byte[] bytes = EntryFormat.write(entry(Encoding.JSON, "1", 1L));
        bytes[at] = (byte) damage;

        assertThat(EntryFormat.read(bytes)).isInstanceOf(Lookup.Foreign.class);
    }

    @Test
    void readsEveryTruncatedHeaderAsForeign() {
        byte[] whole = EntryFormat.write(entry(Encoding.JSON, "1", 1L));
        for (int length = 0; length < EntryFormat.HEADER_LENGTH; length++) {
            assertThat(EntryFormat.read(Arrays.copyOf(whole, length))).isInstanceOf(Lookup.Foreign.class);
        }
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(20261121);
        byte[] whole = EntryFormat.write(entry(Encoding.JSON, "{\"id\":7}", 42L));
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 10));
            for (int damage = random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(EntryFormat.read(bytes)).isNotNull();
        }
    }

    @Test
    void tellsNoneOfTheBytesInAReason() {
        Lookup.Foreign foreign =
                (Lookup.Foreign) EntryFormat.read("secret".repeat(20).getBytes(UTF_8));

        assertThat(foreign.reason()).doesNotContain("secret");
    }

    private static Entry entry(Encoding encoding, String payload, Long version) {
        ByteBuffer bytes = ByteBuffer.wrap(payload.getBytes(UTF_8));
        return new Entry(TOKEN, new Payload(encoding, "0badcafe", bytes), NOON, Duration.ofMillis(1234), version);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
