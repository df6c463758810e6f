package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Codec;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.PropertyNamingStrategies;

/** Caches whose values are written in another format than JSON, on a real Redis, and where the setting has just changed. */
class ValueFormatTest {

    private static final String CODEC = "cachekit.caches.people.codec=";
    private static final List<String> FORMATS = List.of("json", "smile", "cbor");

    private static RedisServer server;

    private final List<Long> loaded = new ArrayList<>();

    /** Not deeply immutable, so hits of a near cache are read anew from their bytes. */
    record Person(String firstName, List<String> roles) {}

    /** What an older version of the application kept under that name. */
    record Nickname(String nick) {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}

    @BeforeAll
    static void start() {
        server = RedisServer.startLocal();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.flushAll();
    }

    static Stream<Arguments> pairs() {
        return FORMATS.stream().flatMap(one -> FORMATS.stream().map(other -> Arguments.of(one, other)));
    }

    private static ApplicationContextRunner node(String... properties) {
        return Starts.with(properties)
                .withPropertyValues(
                        "cachekit.redis.url=" + server.url(),
                        "cachekit.redis.command-timeout=5s",
                        "cachekit.redis.deadline=10s");
    }

    private static Person person(long id) {
        return new Person("Ada " + id, new ArrayList<>(List.of("reader", "writer")));
    }

    private Person load(long id) {
        loaded.add(id);
        return person(id);
    }

    private static Cache<Long, Person> people(ApplicationContext node) {
        return node.getBean(CacheKit.class).cache("people", Person.class);
    }

    /** Kind and encoding of what stands under the key that ends so. */
    private static String marks(String end) {
        String key = server.keys().stream()
                .filter(each -> each.endsWith(end))
                .findFirst()
                .orElseThrow();
        return String.valueOf(server.send("GETRANGE", key, "4", "5"));
    }

    @ParameterizedTest
    @CsvSource({"json, VJ, VZ", "smile, VS, Vs", "cbor, VC, Vc"})
    void aStoredValueTellsItsFormat(String format, String plain, String compressed) {
        node(CODEC + format, "cachekit.caches.large.codec=" + format, "cachekit.caches.large.compression.threshold=1B")
                .run(context -> {
                    people(context).put(1L, person(1));
                    context.getBean(CacheKit.class)
                            .<Long, String>cache("large", String.class)
                            .put(2L, "x".repeat(500));
                    assertThat(marks(":1")).isEqualTo(plain);
                    assertThat(marks(":2")).isEqualTo(compressed);
                });
    }

    /** As in the middle of a rolling deployment: both settings at once, in both orders. */
    @ParameterizedTest
    @MethodSource("pairs")
    void nodesOfDifferentSettingsServeEachOthersValues(String one, String other) {
        node(CODEC + one)
                .run(first -> node(CODEC + other).run(second -> {
                    people(first).put(1L, person(1));
                    assertThat(people(second).get(1L, this::load)).isEqualTo(person(1));
                    people(second).put(1L, person(3));
                    assertThat(people(first).get(1L, this::load)).isEqualTo(person(3));
                    assertThat(people(second).get(2L, this::load)).isEqualTo(person(2));
                    assertThat(people(first).get(2L, this::load)).isEqualTo(person(2));
                    assertThat(people(first).getAll(List.of(1L, 2L))).hasSize(2);
                    assertThat(loaded).containsExactly(2L);
                }));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nearCopiesComeFromAnyFormat(String one, String other) {
        String near = "cachekit.caches.people.near.enabled=true";
        node(CODEC + one, near)
                .run(first -> node(CODEC + other, near).run(second -> {
                    people(first).put(1L, person(1));
                    IntStream.range(0, 3)
                            .forEach(i -> assertThat(people(second).get(1L, this::load))
                                    .isEqualTo(person(1)));
                    people(second).invalidate(1L);
                    assertThat(people(second).get(1L)).isEmpty();
                    assertThat(loaded).isEmpty();
                }));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aValueOfAnotherStructureIsReplacedInTheFormatOfTheReader(String one, String other) {
        node(CODEC + one)
                .run(first -> node(CODEC + other).run(second -> {
                    first.getBean(CacheKit.class)
                            .<Long, Nickname>cache("people", Nickname.class)
                            .put(1L, new Nickname("ada"));
                    assertThat(people(second).get(1L, this::load)).isEqualTo(person(1));
                    assertThat(people(second).get(1L, this::load)).isEqualTo(person(1));
                    assertThat(loaded).containsExactly(1L);
                }));
    }

    /** A node of before the module was added: it replaces what it cannot read, and the other reads that. */
    @ParameterizedTest
    @ValueSource(strings = {"smile", "cbor"})
    void aNodeWithoutTheModuleLoadsAndReplaces(String format) throws Exception {
        node(CODEC + format).run(context -> {
            people(context).put(1L, person(1));
            try (ClassPathWithoutFormats without = new ClassPathWithoutFormats()) {
                assertThat(without.call(server.url()))
                        .isEqualTo("no error, 1 load, then a hit: loaded without modules");
            }
            assertThat(marks(":1")).isEqualTo("VJ");
            assertThat(people(context).get(1L, this::load)).isEqualTo(new Person("loaded without modules", List.of()));
            assertThat(loaded).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cachekit.caches.feed.codec=smile", "cachekit.defaults.codec=smile"})
    void aFormatWhoseModuleIsMissingStopsTheStart(String property) throws Exception {
        try (ClassPathWithoutFormats without = new ClassPathWithoutFormats()) {
            assertThat(without.refusal(property))
                    .isEqualTo(property.replace("=smile", "")
                            + ": codec must be a format whose module is on the class path but was smile;"
                            + " add the dependency tools.jackson.dataformat:jackson-dataformat-smile,"
                            + " or set codec to json");
        }
    }

    @Test
    void aFormatOfAProfileThatNobodyHasAskedForYetIsChecked() throws Exception {
        try (ClassPathWithoutFormats without = new ClassPathWithoutFormats()) {
            assertThat(without.refusal("cachekit.profiles.small.codec=cbor", "cachekit.caches.feed.profile=small"))
                    .startsWith(
                            "cachekit.profiles.small.codec: codec must be a format whose module is on the class path"
                                    + " but was cbor;");
        }
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertThat(Starts.refusal("cachekit.caches.feed.codec=xml"))
                .isEqualTo("cachekit.caches.feed.codec: codec must be one of json, smile, cbor but was xml;"
                        + " correct it or leave it out");
    }

    @Test
    void aCodecOfTheApplicationExcludesAFormat() {
        Codec own = JacksonCodec.create()::forType;
        Starts.with("cachekit.caches.feed.codec=cbor")
                .withBean(Codec.class, () -> own)
                .run(context -> assertThat(Starts.refusal(context))
                        .startsWith("cachekit.caches.feed.codec: codec chooses among the formats of CacheKit, and ")
                        .endsWith(" of the application writes its own but was cbor;"
                                + " leave codec out, or remove that bean"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smile", "cbor"})
    void customizersOfTheMapperCountInEveryFormat(String format) {
        node(CODEC + format)
                .withBean(
                        CacheKitJsonCustomizer.class,
                        () -> builder -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .run(context -> {
                    people(context).put(1L, person(1));
                    assertThat(people(context).get(1L)).contains(person(1));
                    assertThat(server.keys())
                            .filteredOn(key -> key.endsWith(":1"))
                            .anyMatch(key ->
                                    String.valueOf(server.send("GET", key)).contains("first_name"));
                });
    }

    /** Kinds of numbers come back, and what another node wrote in JSON is read. */
    @ParameterizedTest
    @ValueSource(strings = {"smile", "cbor"})
    void springCachesWithoutATypeFollow(String format) {
        Map<String, Object> row = Map.of("id", 1L, "share", 0.5, "rate", 0.25f, "count", 7, "tags", List.of("a"));
        String plain = "cachekit.caches.rows.codec=";
        node(plain + "json")
                .withConfiguration(AutoConfigurations.of(CacheKitSpringCacheAutoConfiguration.class))
                .withUserConfiguration(Caching.class)
                .run(json -> node(plain + format)
                        .withConfiguration(AutoConfigurations.of(CacheKitSpringCacheAutoConfiguration.class))
                        .withUserConfiguration(Caching.class)
                        .run(other -> {
                            org.springframework.cache.Cache written =
                                    other.getBean(CacheKitCacheManager.class).getCache("rows");
                            org.springframework.cache.Cache read =
                                    json.getBean(CacheKitCacheManager.class).getCache("rows");
                            written.put("1", row);
                            assertThat(marks(":1")).isIn("VS", "VC");
                            assertThat(written.get("1").get()).isEqualTo(row);
                            assertThat(read.get("1").get()).isEqualTo(row);
                        }));
    }
}
