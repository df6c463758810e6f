package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.ValueFormat;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.Consistency;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.operation.NearSettings;
import dev.cachekit.operation.ReloadSettings;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spring.aop.AnnotatedCaches;
import dev.cachekit.spring.aop.annotated.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CacheOptionsResolverTest {

    private static final String ANNOTATION = "@CacheAside on Feed#page(long)";

    private static final Map<String, String> EVERY_SETTING = Map.ofEntries(
            Map.entry("enabled", "false"),
            Map.entry("ttl", "forever"),
            Map.entry("null-ttl", "0"),
            Map.entry("jitter", "0.5"),
            Map.entry("max-wait", "3s"),
            Map.entry("lease", "7s"),
            Map.entry("max-value-size", "2MB"),
            Map.entry("max-elements", "500"),
            Map.entry("codec", "smile"),
            Map.entry("compression.threshold", "4KB"),
            Map.entry("key-prefix", "f"),
            Map.entry("near.max-size", "20"),
            Map.entry("near.max-weight", "5MB"),
            Map.entry("near.ttl", "9s"),
            Map.entry("near.copy", "on-read"),
            Map.entry("consistency", "linear"),
            Map.entry("stale-on-error", "2h"),
            Map.entry("stale-while-revalidate", "3m"),
            Map.entry("refresh-ahead", "0.75"),
            Map.entry("soft-timeout", "200ms"),
            Map.entry("hard-timeout", "900ms"),
            Map.entry("verify", "0.001"));

    /** Each source adds a weaker one: the strongest that is there must win. */
    @ParameterizedTest
    @CsvSource({
        "'own,profile,annotation,defaults', PT1M, cachekit.caches.feed.ttl",
        "'profile,annotation,defaults', PT2M, cachekit.profiles.mine.ttl",
        "'annotation,defaults', PT3M, @CacheAside on Feed#page(long)",
        "'defaults', PT4M, cachekit.defaults.ttl",
        "'', PT1H, built-in"
    })
    void theStrongestSourceWins(String sources, String ttl, String source) {
        Map<String, String> properties = new HashMap<>();
        if (sources.contains("own")) {
            properties.put("cachekit.caches.feed.ttl", "1m");
        }
        if (sources.contains("profile")) {
            properties.put("cachekit.profiles.mine.ttl", "2m");
            properties.put("cachekit.caches.feed.profile", "mine");
        }
        if (sources.contains("defaults")) {
            properties.put("cachekit.defaults.ttl", "4m");
        }
        AnnotatedCaches annotated = sources.contains("annotation") ? annotated("", "3m") : AnnotatedCaches.NONE;
        assertThat(ttl(resolver(properties, annotated))).isEqualTo(new Sourced<>(Ttl.of(Duration.parse(ttl)), source));
    }

    @ParameterizedTest
    @CsvSource({
        "session, PT30M",
        "api-response, PT2M",
        "static-content, PT12H",
        "token, PT10M",
        "query, PT30S",
        "metric, PT72H"
    })
    void builtInProfilesHaveTheirTtl(String profile, Duration ttl) {
        assertThat(ttl(resolver(Map.of("cachekit.caches.feed.profile", profile), AnnotatedCaches.NONE)))
                .isEqualTo(new Sourced<>(Ttl.of(ttl), "built-in profile " + profile));
    }

    @Test
    void builtInProfileCanBeChanged() {
        Map<String, String> properties =
                Map.of("cachekit.caches.feed.profile", "session", "cachekit.profiles.session.ttl", "20m");
        assertThat(ttl(resolver(properties, AnnotatedCaches.NONE)).source()).isEqualTo("cachekit.profiles.session.ttl");
    }

    @Test
    void builtInProfileKeepsWhatAChangeLeavesOpen() {
        Map<String, String> properties =
                Map.of("cachekit.caches.feed.profile", "session", "cachekit.profiles.session.jitter", "0");
        assertThat(ttl(resolver(properties, AnnotatedCaches.NONE)).value()).isEqualTo(Ttl.of(Duration.ofMinutes(30)));
    }

    @Test
    void profileOfAnAnnotationCounts() {
        assertThat(ttl(resolver(Map.of(), annotated("token", "3m"))).source()).isEqualTo("built-in profile token");
    }

    @Test
    void profileOfThePropertiesReplacesThatOfAnAnnotation() {
        assertThat(ttl(resolver(Map.of("cachekit.caches.feed.profile", "query"), annotated("token", "3m")))
                        .source())
                .isEqualTo("built-in profile query");
    }

    @Test
    void unknownProfileOfAnAnnotationIsRefusedAtTheAnnotation() {
        CacheOptionsResolver resolver = resolver(Map.of(), annotated("tokn", "3m"));
        assertThatThrownBy(() -> resolver.apply("feed"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(ANNOTATION + ": profile must be one of")
                .hasMessageContaining("did you mean token?");
    }

    @Test
    void everySettingCanBeGivenToACache() {
        CacheSettings settings =
                CacheSettings.of(resolver(below("cachekit.caches.feed.", EVERY_SETTING), AnnotatedCaches.NONE)
                        .apply("feed"));
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("origin")
                .isEqualTo(new CacheSettings(
                        false,
                        Ttl.FOREVER,
                        Optional.empty(),
                        0.5,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(7),
                        2L << 20,
                        500,
                        ValueFormat.SMILE,
                        4L << 10,
                        "f",
                        new NearSettings(false, 20, 5L << 20, Duration.ofSeconds(9), CopyMode.ON_READ),
                        Consistency.LINEAR,
                        new ReloadSettings(
                                Duration.ofHours(2),
                                List.of(),
                                Duration.ofMinutes(3),
                                0.75,
                                Duration.ofMillis(200),
                                Duration.ofMillis(900)),
                        0.001,
                        settings.origin()));
    }

    @Test
    void theNearCacheCanBeSwitchedOnForACache() {
        assertThat(CacheSettings.of(resolver(Map.of("cachekit.caches.feed.near.enabled", "true"), AnnotatedCaches.NONE)
                                .apply("feed"))
                        .near()
                        .enabled())
                .isTrue();
    }

    private static Map<String, String> below(String prefix, Map<String, String> options) {
        Map<String, String> properties = new HashMap<>();
        options.forEach((name, value) -> properties.put(prefix + name, value));
        return properties;
    }

    @Test
    void settingsOfOneCacheDoNotReachAnother() {
        CacheOptionsResolver resolver = resolver(Map.of("cachekit.caches.feed.ttl", "1m"), AnnotatedCaches.NONE);
        assertThat(resolver.apply("other")).isEqualTo(CacheOptions.NONE);
    }

    private static Sourced<Ttl> ttl(CacheOptionsResolver resolver) {
        return CacheSettings.of(resolver.apply("feed"))
                .origin()
                .find(CacheSetting.TTL)
                .orElseThrow();
    }

    private static CacheOptionsResolver resolver(Map<String, String> properties, AnnotatedCaches annotated) {
        Binder binder = new Binder(new MapConfigurationPropertySource(properties));
        return new CacheOptionsResolver(binder.bindOrCreate("cachekit", CacheKitProperties.class), annotated);
    }

    private static AnnotatedCaches annotated(String profile, String ttl) {
        return new AnnotatedCaches() {
            @Override
            public Set<String> names() {
                return Set.of("feed");
            }

            @Override
            public Optional<Sourced<String>> profile(String cache) {
                return profile.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(profile, ANNOTATION));
            }

            @Override
            public CacheOptions options(String cache) {
                return CacheOptions.NONE.with(
                        CacheSetting.TTL, DurationText.lifetime(ANNOTATION, "ttl", ttl), ANNOTATION);
            }
        };
    }
}
