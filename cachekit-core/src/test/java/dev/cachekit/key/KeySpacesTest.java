package dev.cachekit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import dev.cachekit.spi.CacheSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpacesTest {

    private final KeySpaces spaces = new KeySpaces("shop");

    @Test
    void givesACacheItsNameAsPrefix() {
        assertThat(spaces.forCache("users", null, null).space()).isEqualTo(new CacheSpace("shop", "users", "users"));
    }

    @Test
    void escapesTheNamesThatStandInKeys() {
        assertThat(spaces.forCache("user feed:{1}", null, null).space().prefix())
                .isEqualTo("user%20feed%3A%7B1%7D");
        assertThat(spaces.forCache("b", "f:1", null).space().prefix()).isEqualTo("f%3A1");
    }

    @Test
    void writesTheWholeKey() {
        assertThat(spaces.forCache("users", "u", null)
                        .keyOfParts(List.of("a:b", 7))
                        .storeKey())
                .matches("shop:\\{[0-9a-z]{2}}:u:2:a%3Ab:7");
    }

    @Test
    void writesOnePartLikeTheKeyItself() {
        KeyBuilder keys = spaces.forCache("users", null, null);

        assertThat(keys.keyOfParts(List.of(7L))).isEqualTo(keys.key("7"));
    }

    @Test
    void asksTheKeyFunctionAndEscapesItsText() {
        KeyBuilder keys = spaces.forCache("users", null, key -> "<" + key + ">*");

        assertThat(keys.key(7).text()).isEqualTo("<7>%2A");
        assertThat(keys.keyOfParts(List.of(1, 2)).text()).isEqualTo("<%5B1%2C%202%5D>%2A");
        assertThat(keys.key(null).text()).isEqualTo("%null");
    }

    @Test
    void refusesAKeyFunctionThatReturnsNull() {
        KeyBuilder keys = spaces.forCache("users", null, key -> null);

        assertThatThrownBy(() -> keys.key(7))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cache 'users'");
    }

    @Test
    void namesTheCacheWhoseKeyHasNoText() {
        KeyBuilder keys = spaces.forCache("users", null, null);

        assertThatThrownBy(() -> keys.key(new Object()))
                .isInstanceOf(UnsupportedKeyException.class)
                .hasMessageStartingWith("cache 'users'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a{b", "a}"})
    void refusesAnApplicationNameThatBreaksKeys(String app) {
        assertThatThrownBy(() -> new KeySpaces(app))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cachekit.app")
                .hasMessageContaining("'" + app + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a{b", "a}"})
    void refusesAPrefixThatBreaksKeys(String prefix) {
        assertThatThrownBy(() -> spaces.forCache("users", prefix, null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cachekit.caches.users.key-prefix");
    }

    @Test
    void refusesTwoCachesWithOnePrefix() {
        spaces.forCache("feed", null, null);

        assertThatThrownBy(() -> spaces.forCache("front", "feed", null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cachekit.caches.front.key-prefix")
                .hasMessageContaining("of cache 'feed'");
    }

    @Test
    void givesOneCacheItsKeysAsOftenAsAsked() {
        assertThat(spaces.forCache("feed", null, null).key(1))
                .isEqualTo(spaces.forCache("feed", null, null).key(1));
    }
}
