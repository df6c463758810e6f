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

    @Test
    void aLongTextIsADigestInTheStore() {
        String token = "t".repeat(36);
        assertThat(LimitKey.of(token, TEXTS::of).text()).isEqualTo(token);
        LimitKey longer = LimitKey.of(token + "u", TEXTS::of);
        assertThat(longer.text()).matches("%sha[0-9a-f]{32}");
        assertThat(longer.given()).isEqualTo(token + "u");
        assertThat(LimitKey.of(token + "v", TEXTS::of).text()).isNotEqualTo(longer.text());
    }

    @Test
    void whatCountsAreBytes() {
        assertThat(LimitKey.of("\u00e9".repeat(18), TEXTS::of).text()).startsWith("\u00e9");
        assertThat(LimitKey.of("\u00e9".repeat(19), TEXTS::of).text()).startsWith("%sha");
        assertThat(LimitKey.of("\u4e2d".repeat(13), TEXTS::of).text()).startsWith("%sha");
    }

    @Test
    void noTextReadsLikeADigest() {
        String digest = LimitKey.of("t".repeat(37), TEXTS::of).text();
        assertThat(LimitKey.of(digest, TEXTS::of).text()).isNotEqualTo(digest);
        assertThat(TEXTS.of(List.of(digest))).doesNotContain("%sha");
        assertThat(new LimitKey("", digest).text()).isEqualTo(digest);
    }
}
