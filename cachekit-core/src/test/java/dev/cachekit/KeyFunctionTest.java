package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFunctionTest {

    @Test
    void appliesToEveryCacheByDefault() {
        KeyFunction function = Object::toString;

        assertThat(function.appliesTo("feed")).isTrue();
    }
}
