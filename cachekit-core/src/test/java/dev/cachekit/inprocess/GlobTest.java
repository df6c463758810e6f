package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, anything",
        "a*, a",
        "a**b, a--b",
        "h?llo, hxllo",
        "h[ae]llo, hallo",
        "h[^e]llo, hallo",
        "h[a-c]llo, hbllo",
        "h[c-a]llo, hbllo",
        "h[a\\-c]llo, h-llo",
        "h[\\]]llo, h]llo",
        "a.b, a.b",
        "a\\*b, a*b",
        "a\\, a\\",
        "a^$(b), a^$(b)",
        "k[^], kx",
        "k[x, kx",
    })
    void matches(String glob, String text) {
        assertThat(Glob.compile(glob).matcher(text).matches()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a*, ba",
        "h?llo, hllo",
        "h[ae]llo, hillo",
        "h[^e]llo, hello",
        "h[a\\-c]llo, hbllo",
        "a.b, axb",
        "a\\*b, axb",
        "'', a",
        "h[]*, hx",
    })
    void doesNotMatch(String glob, String text) {
        assertThat(Glob.compile(glob).matcher(text).matches()).isFalse();
    }

    @Test
    void aStarMatchesLineBreaks() {
        assertThat(Glob.compile("a*b").matcher("a\n\r\u2028b").matches()).isTrue();
    }

    @Test
    void aRunOfStarsIsNoTrap() {
        assertThat(Glob.compile("*".repeat(10_000) + "b")
                        .matcher("a".repeat(10_000))
                        .matches())
                .isFalse();
    }
}
