package dev.cachekit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.key.KeyText;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitKeyTest {

    private static final KeyText TEXTS = KeyText.at("test");

    @Test
    void theEmptyTextIsNoKey() {
        assertThat(LimitKey.of("", TEXTS::of)).isEqualTo(LimitKey.NONE);
        assertThat(LimitKey.NONE.text()).isEqualTo(TEXTS.ofParts(List.of()));
    }

    @Test
    void aTextIsEscapedForTheStoreOnly() {
        assertThat(LimitKey.of("a:b", TEXTS::of)).isEqualTo(new LimitKey("a:b", TEXTS.of("a:b")));
    }
}
