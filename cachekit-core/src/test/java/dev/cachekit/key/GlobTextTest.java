package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"*", "user:*", "user:?:[a-z]*", "[^ab]", "a\\*b", "[\\]]", "(1,*)", "é*"})
    void keepsAGoodGlob(String glob) {
        assertThat(GlobText.of("cache 'users'", glob)).isEqualTo(glob);
    }

    @ParameterizedTest
    @CsvSource({"john doe*, john%20doe*", "a\u00a0b, a%C2%A0b"})
    void escapesBlanksAsKeysDo(String glob, String text) {
        assertThat(GlobText.of("cache 'users'", glob)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\\", "[a", "a]", "[]", "[^]", "[a b]", "[é]", "[a\\"})
    void refusesABrokenGlob(String glob) {
        assertThatThrownBy(() -> GlobText.of("cache 'users'", glob))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cache 'users': ")
                .hasMessageContaining("'" + glob + "'");
    }
}
