package dev.cachekit.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeMessageTest {

    private static final Lane LANE = Lane.all().get(7);

    private static LaneMessage read(String text) {
        return ChangeMessage.read(text.getBytes(UTF_8), "here:1:a");
    }

    private static LaneMessage message(LaneMessage.Removed removed) {
        return new LaneMessage(LANE, 12, 345, removed, LaneMessage.Origin.UNKNOWN);
    }

    @Test
    void readsKeysAsTheirTexts() {
        EntryKey first = TestBackend.key("7:0");
        EntryKey second = TestBackend.key("ä%3A😀:(a,[b])");

        assertThat(read("I " + LANE.tag() + " 12 345\n" + first.storeKey() + "\n" + second.storeKey()))
                .isEqualTo(message(new LaneMessage.Keys(List.of(
                        new LaneMessage.Key("carts", first.text()), new LaneMessage.Key("carts", second.text())))));
    }

    @Test
    void readsWhoseChangeItWas() {
        String head = "C " + LANE.tag() + " 12 345 ";
        assertThat(read(head + "here:1:a\ncarts").origin()).isEqualTo(new LaneMessage.Origin("here:1:a", true));
        assertThat(read(head + "there:2:b\ncarts").origin()).isEqualTo(new LaneMessage.Origin("there:2:b", false));
    }

    @Test
    void readsACache() {
        assertThat(read("C " + LANE.tag() + " 12 345\ncarts")).isEqualTo(message(new LaneMessage.Cache("carts")));
    }

    @Test
    void readsTagsOfACache() {
        assertThat(read("T " + LANE.tag() + " 12 345\ncarts\nred\nbig one"))
                .isEqualTo(message(new LaneMessage.Tags("carts", List.of("red", "big one"))));
    }

    @Test
    void readsNothingAsNoKeys() {
        assertThat(read("N " + LANE.tag() + " 12 345")).isEqualTo(message(new LaneMessage.Keys(List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I",
                "I %s 12",
                "I %s 12 345",
                "I ?? 12 345\nshop:{00}:carts:2:1",
                "X %s 12 345\nx",
                "I %s 12 x\nshop:{00}:carts:2:1",
                "I %s 12 12345678901234567\nk",
                "I %s 12 345\nnot a key",
                "I %s 12 345\nshop:{00}:carts:1:of another format",
                "C %s 12 345",
                "T %s 12 345",
                "C %s -1 345\ncarts"
            })
    void leavesOutWhatIsNotOfTheFormat(String text) {
        assertThat(read(String.format(text, LANE.tag()))).isNull();
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(20261121);
        byte[] whole = ("I " + LANE.tag() + " 12 345\n" + TestBackend.key("1").storeKey()).getBytes(UTF_8);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = whole.clone();
            for (int damage = random.nextInt(5); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ChangeMessage.read(bytes, "here:1:a");
        }
    }
}
