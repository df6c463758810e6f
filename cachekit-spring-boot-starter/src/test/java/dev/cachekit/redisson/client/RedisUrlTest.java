package dev.cachekit.redisson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    private static RedisUrl parse(String text) {
        return RedisUrl.parse("cachekit.redis.url", text);
    }

    @Test
    void readsAllParts() {
        assertThat(parse("rediss://user:secret@redis.example.com:6380/3"))
                .isEqualTo(new RedisUrl(true, "redis.example.com", 6380, "user", "secret", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "redis://localhost/",
                "localhost",
                "localhost:6379",
                " redis://localhost:6379/0 "
            })
    void hasDefaults(String text) {
        assertThat(parse(text)).isEqualTo(new RedisUrl(false, "localhost", 6379, null, null, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:secret@host,,secret",
        "redis://secret@host,,secret",
        "redis://user:p%40ss@host,user,p@ss",
        "redis://user:p@s:s/@host,user,p@s:s/",
        "redis://user:100%@host,user,100%",
        "redis://user:a+b@host,user,a+b",
    })
    void readsPasswordsAsPeopleWriteThem(String text, String user, String password) {
        assertThat(parse(text)).isEqualTo(new RedisUrl(false, "host", 6379, user, password, 0));
    }

    @Test
    void readsIpv6() {
        assertThat(parse("redis://[::1]:7000").address(false)).isEqualTo("redis://[::1]:7000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://host",
                "redis://",
                "redis://host:port",
                "redis://host:70000",
                "redis://host/db",
                "redis://ho st"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cachekit.redis.url: ");
    }

    @Test
    void neverShowsAPassword() {
        assertThatThrownBy(() -> parse("redis://user:secret@host:x")).hasMessageContaining("'redis://***@host:x'");
        assertThat(parse("redis://user:secret@host")).hasToString("redis://host:6379/0");
        assertThat(new RedisSettings(
                        new RedisSettings.Single("redis://user:secret@host"),
                        new RedisSettings.Credentials("user", "secret"),
                        null,
                        ClientLimits.DEFAULT))
                .asString()
                .doesNotContain("secret");
    }
}
