package dev.cachekit.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static ClientAddresses trusting(String... networks) {
        return new ClientAddresses(Stream.of(networks).map(Network::of).toList());
    }

    @Test
    void withoutTrustedProxiesTheHeaderSaysNothing() {
        assertThat(trusting().of("203.0.113.9", List.of("198.51.100.7"))).isEqualTo("203.0.113.9");
    }

    @Test
    void aTrustedProxyTellsWhoCalledIt() {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of("198.51.100.7")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void whatAClientInventsIsNotBelieved() {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of("1.1.1.1, 198.51.100.7, 10.9.9.9")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void severalHeadersAreOnePath() {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of("1.1.1.1", "198.51.100.7", "10.9.9.9")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void nothingBehindWhatCannotBeReadIsBelieved() {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of("198.51.100.7, unknown, 10.4.4.4")))
                .isEqualTo("10.4.4.4");
    }

    @Test
    void aRequestOfTheProxyItselfIsTheProxys() {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:198.51.100.7, 198.51.100.7"
    })
    void addressesOfOneClientAreOne(String remote, String client) {
        assertThat(trusting().of(remote, List.of())).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.7:4711, 198.51.100.7", "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:0/64"})
    void aPortIsNoPartOfTheAddress(String hop, String client) {
        assertThat(trusting("10.0.0.0/8").of("10.1.2.3", List.of(hop))).isEqualTo(client);
    }

    @Test
    void withoutAnAddressTheClientIsUnknown() {
        assertThat(trusting().of(null, List.of("198.51.100.7"))).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "example.org", "", "10.0.0/8", "::1/129"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
