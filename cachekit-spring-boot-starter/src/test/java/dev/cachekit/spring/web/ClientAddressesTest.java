package dev.cachekit.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static Trusting trusting(String... networks) {
        return new Trusting(List.of(networks));
    }

    private record Trusting(List<String> networks) {

        String of(@Nullable String remote, List<String> forwardedFor) {
            return of(ForwardedHeader.EITHER, remote, Map.of("X-Forwarded-For", forwardedFor));
        }

        String of(ForwardedHeader header, @Nullable String remote, Map<String, List<String>> headers) {
            return RequesterKeys.trusting("test", networks, header).clientIp(new Request(remote, headers));
        }
    }

    private record Request(@Nullable String remoteAddress, Map<String, List<String>> all) implements Requester {

        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public List<String> headers(String name) {
            return all.getOrDefault(name, List.of());
        }
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.7 | 198.51.100.7",
                "For=198.51.100.7;proto=https;by=10.9.9.9 | 198.51.100.7",
                "proto=https;host=\"a,b;c\";for=198.51.100.7 | 198.51.100.7",
                "for=1.1.1.1, for=198.51.100.7, for=10.9.9.9 | 198.51.100.7",
                "for=1.1.1.1,for=198.51.100.7 ; proto=http , , for=10.9.9.9, | 198.51.100.7",
                "for=\"198.51.100.7:4711\" | 198.51.100.7",
                "for=\"[2001:db8:1:2::9]:4711\" | 2001:db8:1:2:0:0:0:0/64",
                "for=\"[2001:db8:1:2::9]\" | 2001:db8:1:2:0:0:0:0/64",
                "for=\"198.51.100\\.7\" | 198.51.100.7"
            })
    void theStandardHeaderIsRead(String forwarded, String client) {
        assertThat(trusting("10.0.0.0/8")
                        .of(ForwardedHeader.EITHER, "10.1.2.3", Map.of("Forwarded", List.of(forwarded))))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=198.51.100.7, for=unknown, for=10.4.4.4",
                "for=198.51.100.7, for=_hidden, for=10.4.4.4",
                "for=198.51.100.7, for=\"_gazonk:80\", for=10.4.4.4",
                "for=198.51.100.7, proto=https, for=10.4.4.4",
                "for=198.51.100.7, for=10.5.5.5;for=198.51.100.7, for=10.4.4.4"
            })
    void nothingBehindAHiddenHopIsBelieved(String forwarded) {
        assertThat(trusting("10.0.0.0/8")
                        .of(ForwardedHeader.EITHER, "10.1.2.3", Map.of("Forwarded", List.of(forwarded))))
                .isEqualTo("10.4.4.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=\"198.51.100.7, for=203.0.113.9",
                "for=\"198.51.100.7, for=\"[2001:db8::1]:80\"",
                "for=198.51.100.7 for=203.0.113.9",
                "for",
                "198.51.100.7"
            })
    void aLineWithAMistakeTellsNothing(String forwarded) {
        assertThat(trusting("10.0.0.0/8")
                        .of(ForwardedHeader.EITHER, "10.1.2.3", Map.of("Forwarded", List.of(forwarded))))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void aMistakeOfAClientDoesNotHideTheLineOfAProxy() {
        assertThat(trusting("10.0.0.0/8")
                        .of(
                                ForwardedHeader.FORWARDED,
                                "10.1.2.3",
                                Map.of("Forwarded", List.of("for=\"", "for=198.51.100.7"))))
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource({
        "EITHER, 198.51.100.7, 198.51.100.7, 198.51.100.7",
        "EITHER, 198.51.100.7, 203.0.113.9, 10.1.2.3",
        "X_FORWARDED_FOR, 198.51.100.7, 203.0.113.9, 198.51.100.7",
        "FORWARDED, 198.51.100.7, 203.0.113.9, 203.0.113.9"
    })
    void ofTwoHeadersTheConfiguredOneCountsElseTheyMustAgree(
            ForwardedHeader header, String listed, String forwarded, String client) {
        assertThat(trusting("10.0.0.0/8")
                        .of(
                                header,
                                "10.1.2.3",
                                Map.of("X-Forwarded-For", List.of(listed), "Forwarded", List.of("for=" + forwarded))))
                .isEqualTo(client);
    }

    @Test
    void theHeaderThatIsNotConfiguredIsNotLookedAt() {
        assertThat(trusting("10.0.0.0/8")
                        .of(ForwardedHeader.FORWARDED, "10.1.2.3", Map.of("X-Forwarded-For", List.of("198.51.100.7"))))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void aLongLineIsReadWithoutEnd() {
        assertThat(trusting("10.0.0.0/8")
                        .of(
                                ForwardedHeader.EITHER,
                                "10.1.2.3",
                                Map.of("Forwarded", List.of("for=\"" + "\\a".repeat(100_000) + "\", for=10.4.4.4"))))
                .isEqualTo("10.4.4.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "10.0.0.256", ".:a", "1.2.3.4.:", "::ffff:1.2.3.400"})
    void whatIsNoAddressIsLookedUpNowhere(String hop) {
        assertThatThrownBy(() -> Network.address(hop)).isInstanceOf(IllegalArgumentException.class);
    }
}
