package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LuaScriptTest {

    @ParameterizedTest
    @EnumSource
    void isSentWithItsIncludesAndWithoutComments(LuaScript script) {
        assertThat(script.text()).contains("redis.").doesNotContain("include:").doesNotContain("\n--");
    }

    @ParameterizedTest
    @EnumSource
    void includesWhatItCalls(LuaScript script) {
        for (String function : new String[] {
            "header", "store", "tell", "raise", "stamp", "writers", "now", "leave", "current", "live", "outlive",
            "reload", "await", "left", "hex", "spoil", "renew", "reading", "tick"
        }) {
            if (script.text().matches("(?s).*[^.\\w]" + function + "\\(.*")) {
                assertThat(script.text()).contains("local function " + function + "(");
            }
        }
    }
}
