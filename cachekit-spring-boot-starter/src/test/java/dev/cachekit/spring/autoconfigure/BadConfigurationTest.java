package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.NotAvailableYetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadConfigurationTest {

    @Test
    void unknownOptionIsToldWithTheNearestName() {
        assertThat(Starts.refusal("cachekit.caches.feed.tll=5m"))
                .isEqualTo("cachekit.caches.feed.tll: every option below cachekit must be a known one but was unknown;"
                        + " did you mean cachekit.caches.feed.ttl?"
                        + " (a name with dots is written in brackets: cachekit.caches.[feed...])");
    }

    @Test
    void unknownOptionOfRedisIsToldWithoutItsValue() {
        assertThat(Starts.refusal("cachekit.redis.pasword=hunter2"))
                .isEqualTo("cachekit.redis.pasword: every option below cachekit must be a known one but was unknown;"
                        + " did you mean cachekit.redis.password?");
    }

    @Test
    void unknownOptionAtTheTopIsToldWithAllThereAre() {
        assertThat(Starts.refusal("cachekit.something-else-entirely=1"))
                .startsWith("cachekit.something-else-entirely: every option below cachekit must be a known one")
                .contains("known there are actuator, advisor, advisor-order, app, backend, caches, circuit-breaker");
    }

    @Test
    void optionBelowAValueIsUnknown() {
        assertThat(Starts.refusal("cachekit.redis.url.host=x"))
                .contains("cachekit.redis.url.host: every option below cachekit must be a known one but was unknown;"
                        + " remove it: cachekit.redis.url has no options below it");
    }

    @Test
    void negativeTtlIsRefused() {
        assertThat(Starts.refusal("cachekit.caches.feed.ttl=-5s"))
                .isEqualTo("cachekit.caches.feed.ttl: ttl must be at least 1 ms but was -5s;"
                        + " write it like 30s, 5m or PT5M, or forever for no expiry");
    }

    @Test
    void ttlOfZeroIsRefused() {
        assertThat(Starts.refusal("cachekit.defaults.ttl=0s"))
                .startsWith("cachekit.defaults.ttl: ttl must be at least 1 ms but was 0s;");
    }

    @Test
    void ttlWithoutUnitIsRefused() {
        assertThat(Starts.refusal("cachekit.profiles.session.ttl=30"))
                .isEqualTo("cachekit.profiles.session.ttl: ttl must be a duration with a unit but was 30;"
                        + " write it like 30s, 5m or PT5M, or forever for no expiry");
    }

    @Test
    void unreadableTtlIsRefused() {
        assertThat(Starts.refusal("cachekit.caches.feed.null-ttl=soon"))
                .startsWith("cachekit.caches.feed.null-ttl: null-ttl must be a duration with a unit but was soon;");
    }

    @Test
    void unreadableTimeoutIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.command-timeout=fast"))
                .isEqualTo("cachekit.redis.command-timeout: command-timeout must be a duration but was fast;"
                        + " write it like 500ms, 30s, 5m or PT5M");
    }

    @Test
    void unreadableSizeIsRefused() {
        assertThat(Starts.refusal("cachekit.caches.feed.max-value-size=big"))
                .isEqualTo("cachekit.caches.feed.max-value-size: max-value-size must be a size but was big;"
                        + " write it like 8KB or 1MB");
    }

    @Test
    void sizeOfZeroIsRefused() {
        assertThat(Starts.refusal("cachekit.defaults.compression.threshold=0B"))
                .startsWith(
                        "cachekit.defaults.compression.threshold: compression.threshold must be positive but was 0;");
    }

    @Test
    void jitterOfOneIsRefused() {
        assertThat(Starts.refusal("cachekit.defaults.jitter=1"))
                .isEqualTo("cachekit.defaults.jitter: jitter must be at least 0 and below 1 but was 1.0;"
                        + " correct it or leave it out");
    }

    @Test
    void unreadableNumberIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.pool-size=many"))
                .isEqualTo("cachekit.redis.pool-size: pool-size must be a number but was many;"
                        + " correct it or leave it out");
    }

    @Test
    void unreadableAdvisorOrderIsRefused() {
        assertThat(Starts.refusal("cachekit.advisor-order=first"))
                .startsWith("cachekit.advisor-order: advisor-order must be a")
                .contains("number but was first; ");
    }

    @Test
    void poolOfZeroIsRefused() {
        assertThat(Starts.refusal("cachekit.backend=redis", "cachekit.redis.pool-size=0"))
                .startsWith("cachekit.redis.pool-size: pool-size must be between 1 and 1000 but was 0;");
    }

    @Test
    void unknownBackendIsRefused() {
        assertThat(Starts.refusal("cachekit.backend=memcached"))
                .isEqualTo("cachekit.backend: backend must be one of auto, redis, in-process but was memcached;"
                        + " correct it or leave it out");
    }

    @Test
    void unknownProfileIsRefusedWithTheNearestName() {
        assertThat(Starts.refusal("cachekit.caches.feed.profile=api-respons"))
                .isEqualTo("cachekit.caches.feed.profile: profile must be one of api-response, metric, query, session,"
                        + " static-content, token but was api-respons; did you mean api-response?"
                        + " define cachekit.profiles.api-respons to make it known");
    }

    @Test
    void unreadableAddressIsRefusedWithoutItsPassword() {
        assertThat(Starts.refusal("cachekit.redis.url=http://user:hunter2@host"))
                .startsWith("cachekit.redis.url: an address must read redis://")
                .doesNotContain("hunter2");
    }

    @Test
    void addressInPlaceOfTheGroupIsRefusedWithoutItsPassword() {
        assertThat(Starts.refusal("cachekit.redis=redis://:hunter2@host"))
                .isEqualTo("cachekit.redis: redis must be a group of options but was a single value;"
                        + " correct it or leave it out");
    }

    @Test
    void sentinelsWithoutTheNameOfTheirPrimaryAreRefused() {
        assertThat(Starts.refusal("cachekit.redis.sentinel.nodes=host:26379"))
                .startsWith("cachekit.redis.sentinel.master: ");
    }

    @Test
    void sentinelAndClusterTogetherAreRefused() {
        assertThat(Starts.refusal("cachekit.redis.sentinel.nodes=a:1", "cachekit.redis.cluster.nodes=b:2"))
                .isEqualTo("cachekit.redis: sentinel and cluster exclude each other"
                        + " but was sentinel.nodes and cluster.nodes; keep the one that is there");
    }

    @Test
    void missingConfigurationFileIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.config=classpath:nowhere.yaml"))
                .isEqualTo("cachekit.redis.config: config must be the location of a readable file"
                        + " but was classpath:nowhere.yaml;"
                        + " write it like classpath:redisson.yaml or file:/etc/app/redisson.yaml");
    }

    @Test
    void unknownSslBundleIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.url=rediss://host", "cachekit.redis.ssl-bundle=nope"))
                .isEqualTo("cachekit.redis.ssl-bundle: ssl-bundle must name an SSL bundle but was nope;"
                        + " define it below spring.ssl.bundle");
    }

    @Test
    void sharedClientThatNobodyMadeIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.share-client=true"))
                .isEqualTo(
                        "cachekit.redis.share-client: share-client needs a RedissonClient bean to share but was true;"
                                + " define that bean or remove the option");
    }

    @Test
    void deadlineOfZeroIsRefused() {
        assertThat(Starts.refusal("cachekit.redis.deadline=0"))
                .isEqualTo("cachekit.redis.deadline: deadline must be between 1 ms and 1 h but was PT0S;"
                        + " set for example 1s");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "500us, PT0.0005S", "-1s, PT-1S"})
    void intervalOfTheOutboxBelowAMillisecondIsRefused(String interval, String shown) {
        assertThat(Starts.refusal("cachekit.outbox.interval=" + interval))
                .isEqualTo("cachekit.outbox.interval: interval must be at least 1 ms but was " + shown
                        + "; set for example 1s");
    }

    @Test
    void blankTableOfTheOutboxIsRefused() {
        assertThat(Starts.refusal("cachekit.outbox.table= "))
                .isEqualTo("cachekit.outbox.table: table must not be blank but was blank;"
                        + " remove it to get cachekit_outbox");
    }

    @Test
    void blankKeyPrefixIsRefused() {
        assertThat(Starts.refusal("cachekit.caches.feed.key-prefix= "))
                .isEqualTo("cachekit.caches.feed.key-prefix: key-prefix must not be blank but was blank;"
                        + " remove it to get the name of the cache");
    }

    @Test
    void nearAndLinearOfOneSourceAreRefused() {
        assertThat(Starts.refusal("cachekit.defaults.near.enabled=true", "cachekit.defaults.consistency=linear"))
                .isEqualTo("cachekit.defaults: a near cache may serve a value for a moment after its removal elsewhere,"
                        + " so it and linear exclude each other but was near.enabled = true"
                        + " (cachekit.defaults.near.enabled) and consistency = linear (cachekit.defaults.consistency);"
                        + " switch the near cache off, or set consistency to bounded");
    }

    @Test
    void nearCacheOverALinearDefaultIsRefusedThoughNobodyUsesIt() {
        assertThat(Starts.refusal("cachekit.caches.feed.near.enabled=true", "cachekit.defaults.consistency=linear"))
                .startsWith("cachekit.caches.feed: ")
                .contains("(cachekit.caches.feed.near.enabled)", "(cachekit.defaults.consistency)");
    }

    @Test
    void linearCacheBelowANearDefaultStarts() {
        Starts.with("cachekit.defaults.near.enabled=true", "cachekit.caches.feed.consistency=linear")
                .run(context -> assertThat(context.getBean(CacheKit.class).cache("feed", String.class))
                        .isNotNull());
    }

    @Test
    void applicationNameWithBracesIsRefused() {
        assertThat(Starts.refusal("cachekit.app=a{b}", "cachekit.redis.url=redis://localhost"))
                .startsWith("cachekit.app: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    com.acme.Missing | there is none of that name but was com.acme.Missing
                    java.lang.String | must name an exception that can be made but was java.lang.String
                    java.io.IOException,java.io.UncheckedIOException | a public constructor that takes the message but was java.io.UncheckedIOException
                    """)
    void sharedExceptionsThatCannotBeRebuiltAreRefused(String names, String told) {
        assertThat(Starts.refusal("cachekit.single-flight.shared-exceptions=" + names))
                .startsWith("cachekit.single-flight.shared-exceptions: ")
                .contains(told)
                .endsWith("; correct the name, or leave it out: it then arrives as RemoteLoadException");
    }

    @Test
    void waitsOfSingleFlightsMustBeDurations() {
        assertThat(Starts.refusal("cachekit.single-flight.max-wait=soon"))
                .startsWith("cachekit.single-flight.max-wait: max-wait must be a duration with a unit");
        assertThat(Starts.refusal("cachekit.single-flight.flights.report.max-wait=-1s", "cachekit.enabled=false"))
                .startsWith("cachekit.single-flight.flights.report.max-wait: max-wait must not be negative");
    }

    @Test
    void lazyStartFindsTheSame() {
        assertThat(Starts.refusal("cachekit.caches.feed.ttl=-5s", "spring.main.lazy-initialization=true"))
                .startsWith("cachekit.caches.feed.ttl: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cachekit.locks.checkout.max-wait=-2s",
                "cachekit.locks.checkout.max-wait=soon",
                "cachekit.locks.checkout.lease=0",
                "cachekit.locks.checkout.lease=366d"
            })
    void aLockWithASenselessTimeStopsTheStart(String property) {
        assertThat(Starts.refusal(property)).startsWith(property.substring(0, property.indexOf('=')) + ": ");
    }

    @Test
    void disabledStartFindsTheSame() {
        assertThat(Starts.refusal("cachekit.caches.feed.ttl=-5s", "cachekit.enabled=false"))
                .startsWith("cachekit.caches.feed.ttl: ");
    }

    @ParameterizedTest
    @ValueSource(strings = "cachekit.defaults.store=reference")
    void optionsThatAreNotBuiltStopTheStart(String property) {
        Starts.with(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(NotAvailableYetException.class)
                        .rootCause()
                        .hasMessageContaining(" is not available yet; remove it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cachekit.defaults.near.enabled=true",
                "cachekit.profiles.session.near.enabled=true",
                "cachekit.caches.feed.near.max-weight=10MB",
                "cachekit.caches.feed.near.copy=on-read",
                "cachekit.circuit-breaker.slow-call=100ms",
                "cachekit.redis.failover=fence",
                "cachekit.caches.feed.stale-on-error=1h",
                "cachekit.caches.feed.refresh-ahead=0.8",
                "cachekit.caches.feed.verify=0.001",
                "cachekit.defaults.near.max-size=10",
                "cachekit.caches.feed.store=value",
                "cachekit.caches.feed.consistency=linear",
                "cachekit.caches.feed.ttl=forever",
                "cachekit.caches.feed.null-ttl=0",
                "cachekit.caches.[Feed.page].ttl=PT5M",
                "cachekit.caches.feed.maxWait=0"
            })
    void goodOptionsDoNot(String property) {
        Starts.with(property).run(context -> assertThat(context).hasNotFailed());
    }
}
