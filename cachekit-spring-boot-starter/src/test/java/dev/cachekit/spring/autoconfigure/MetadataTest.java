package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told of the options. */
class MetadataTest {

    private static final Set<String> PROVIDERS = Set.of(
            "any", "class-reference", "handle-as", "logger-name", "spring-bean-reference", "spring-profile-name");

    @Test
    void everyPropertyIsDescribed() {
        assertThat(properties())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(text(property, "description"))
                        .as(name(property))
                        .endsWith("."));
    }

    @Test
    void everyPropertyHasAType() {
        assertThat(properties())
                .allSatisfy(property ->
                        assertThat(text(property, "type")).as(name(property)).isNotEmpty());
    }

    /** In words, if it is no value. */
    @Test
    void everyPropertyHasADefault() {
        assertThat(properties())
                .filteredOn(property -> property.path("defaultValue").isMissingNode())
                .allSatisfy(property -> assertThat(text(property, "description"))
                        .as(name(property))
                        .contains("Default: "));
    }

    @Test
    void everyHintIsForAPropertyThatExists() {
        Set<String> known = properties().stream().map(MetadataTest::name).collect(java.util.stream.Collectors.toSet());
        assertThat(hints())
                .isNotEmpty()
                .allSatisfy(hint ->
                        assertThat(known).as(name(hint)).contains(name(hint).replaceAll("\\.(keys|values)$", "")));
    }

    @Test
    void everyHintForKeysIsForAMap() {
        assertThat(hints())
                .filteredOn(hint -> name(hint).endsWith(".keys"))
                .isNotEmpty()
                .allSatisfy(hint -> assertThat(properties())
                        .filteredOn(property -> name(property)
                                .equals(name(hint).substring(0, name(hint).lastIndexOf('.'))))
                        .singleElement()
                        .satisfies(
                                property -> assertThat(text(property, "type")).startsWith("java.util.Map<")));
    }

    @Test
    void everyProviderIsOneThatEditorsKnow() throws ClassNotFoundException {
        for (JsonNode hint : hints()) {
            for (JsonNode provider : hint.path("providers")) {
                assertThat(PROVIDERS).as(name(hint)).contains(name(provider));
                String target = provider.path("parameters").path("target").asString("java.lang.Object");
                assertThat(Class.forName(target)).as(name(hint)).isNotNull();
            }
        }
    }

    static Stream<Arguments> suggestedValues() {
        return hints().stream()
                .filter(hint -> !name(hint).endsWith(".keys"))
                .flatMap(hint -> StreamSupport.stream(hint.path("values").spliterator(), false)
                        .map(value -> Arguments.of(name(hint), text(value, "value"))));
    }

    @ParameterizedTest
    @MethodSource("suggestedValues")
    void everySuggestedValueIsAccepted(String name, String value) {
        Starts.with(name + "=" + value, "cachekit.backend=in-process")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theSuggestedProfilesAreTheBuiltInOnes() {
        List<String> suggested = hints().stream()
                .filter(hint -> name(hint).equals("cachekit.profiles.keys"))
                .flatMap(hint -> StreamSupport.stream(hint.path("values").spliterator(), false))
                .map(value -> text(value, "value"))
                .sorted()
                .toList();
        assertThat(Starts.refusal("cachekit.caches.feed.profile=none"))
                .contains("profile must be one of " + String.join(", ", suggested) + " but was none");
    }

    @ParameterizedTest
    @CsvSource({
        "cachekit.enabled, true",
        "cachekit.backend, auto",
        "cachekit.app, ${spring.application.name}",
        "cachekit.redis.url, redis://localhost:6379/0",
        "cachekit.redis.command-timeout, 500ms",
        "cachekit.redis.connect-timeout, 2s",
        "cachekit.redis.deadline, 1s",
        "cachekit.redis.retries, 0",
        "cachekit.redis.pool-size, 4",
        "cachekit.redis.share-client, false",
        "cachekit.defaults.ttl, 1h",
        "cachekit.defaults.null-ttl, 30s",
        "cachekit.defaults.jitter, 0.1",
        "cachekit.defaults.near.max-size, 10000",
        "cachekit.health.redis-down-status, UP"
    })
    void defaultsAreDeclared(String name, String value) {
        assertThat(properties())
                .filteredOn(property -> name(property).equals(name))
                .singleElement()
                .satisfies(
                        property -> assertThat(text(property, "defaultValue")).isEqualTo(value));
    }

    private static String name(JsonNode of) {
        return text(of, "name");
    }

    private static String text(JsonNode of, String field) {
        return of.path(field).asString("");
    }

    private static List<JsonNode> properties() {
        return section("properties");
    }

    private static List<JsonNode> hints() {
        return section("hints");
    }

    private static List<JsonNode> section(String name) {
        try (InputStream metadata =
                MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return List.copyOf(JsonMapper.shared().readTree(metadata).path(name).values());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
