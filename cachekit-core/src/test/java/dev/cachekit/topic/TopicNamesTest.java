package dev.cachekit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicNamesTest {

    @ParameterizedTest
    @CsvSource({
        "orders,     orders,         true",
        "orders,     orders2,        false",
        "orders.*,   orders.new,     true",
        "orders.*,   orders.,        true",
        "orders.*,   orders,         false",
        "orders.*,   ordersXnew,     false",
        "*,          anything,       true",
        "*.new,      orders.new,     true",
        "*.new,      orders.new.x,   false",
        "a*b*c,      abc,            true",
        "a*b*c,      aXbYbZc,        true",
        "a*b*c,      acb,            false",
        "ab*ba,      aba,            false",
        "a**c,       abc,            true",
        "orders.?,   orders.x,       false",
        "orders.?,   orders.?,       true",
    })
    void aStarStandsForAnything(String name, String topic, boolean matches) {
        assertThat(new TopicName(name).matches(topic)).isEqualTo(matches);
    }

    @Test
    void onlyAStarMeansSomethingInAGlob() {
        assertThat(new TopicName("a*[b]?^-\\c.d").glob()).isEqualTo("a*\\[b\\]\\?\\^\\-\\\\c.d");
    }

    @Test
    void aMessageBelongsToTheFirstNameThatMatches() {
        TopicNames names = TopicNames.of(List.of("orders.new", "orders.*", "*"));

        assertThat(names.isFirstMatch(0, "orders.new")).isTrue();
        assertThat(names.isFirstMatch(1, "orders.new")).isFalse();
        assertThat(names.isFirstMatch(1, "orders.old")).isTrue();
        assertThat(names.isFirstMatch(2, "orders.old")).isFalse();
        assertThat(names.isFirstMatch(2, "payments")).isTrue();
    }

    @Test
    void aMessageIsSentToOneTopic() {
        assertThat(TopicNames.of(List.of("orders", "orders")).single()).isEqualTo("orders");
        assertRefused(List.of("orders.*"));
        assertRefused(List.of("orders", "payments"));
    }

    private static void assertRefused(List<String> names) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> TopicNames.of(names).single())
                .withMessageStartingWith("publish to topic " + String.join(", ", names))
                .withMessageContaining("a message is sent to one topic by its name");
    }

    @Test
    void thereMustBeAName() {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> TopicNames.of(List.of()));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> TopicNames.of(List.of(" ")));
    }
}
