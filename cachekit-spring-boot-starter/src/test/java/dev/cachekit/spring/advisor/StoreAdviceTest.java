package dev.cachekit.spring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.StoreReport;
import dev.cachekit.spi.StoreReport.Replication;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAdviceTest {

    private static final OptionalLong LIMITED = OptionalLong.of(1_000_000);
    private static final Replication PROTECTED = new Replication(1, true);

    private static List<Finding> of(
            OptionalLong limit, String policy, @Nullable Replication replication, @Nullable Duration ahead) {
        return StoreAdvice.of(new StoreReport(
                new ServerInfo("7.2.0", "standalone", 1, Duration.ZERO, 1),
                new MemoryUse(1, limit, policy),
                0,
                replication,
                ahead));
    }

    private static List<FindingKind> kinds(List<Finding> found) {
        return found.stream().map(Finding::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volatile-lru", "volatile-lfu", "volatile-ttl", "volatile-random"})
    void aServerRunAsRecommendedNeedsNoAdvice(String policy) {
        assertThat(of(LIMITED, policy, PROTECTED, Duration.ofMillis(-900))).isEmpty();
    }

    @Test
    void aPolicyThatEvictsWhateverItLikesIsWarnedOf() {
        List<Finding> found = of(LIMITED, "allkeys-lru", PROTECTED, null);

        assertThat(kinds(found)).containsExactly(FindingKind.EVICTION_POLICY);
        assertThat(found.get(0).toString())
                .contains("volatile-lru", "allkeys-lru", "counters, locks", "docs/production-redis.md#memory");
    }

    @Test
    void aFullServerThatRefusesValuesIsWarnedOf() {
        assertThat(kinds(of(LIMITED, "noeviction", PROTECTED, null))).containsExactly(FindingKind.EVICTION_POLICY);
    }

    @Test
    void withoutALimitThePolicyDoesNotMatterButTheLimitDoes() {
        assertThat(kinds(of(OptionalLong.empty(), "noeviction", PROTECTED, null)))
                .containsExactly(FindingKind.NO_MEMORY_LIMIT);
    }

    @Test
    void writesThatReachNoReplicaAreTold() {
        assertThat(of(LIMITED, "volatile-lru", new Replication(0, false), null))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(FindingKind.UNPROTECTED_WRITES);
                    assertThat(found.text()).contains("no replica", "#replication");
                });
        assertThat(of(LIMITED, "volatile-lru", new Replication(2, false), null))
                .singleElement()
                .satisfies(found -> assertThat(found.text()).contains("cut off"));
    }

    @Test
    void clocksThatAreApartAreWarnedOf() {
        assertThat(of(LIMITED, "volatile-lru", PROTECTED, Duration.ofSeconds(-7)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(FindingKind.CLOCKS_APART);
                    assertThat(found.text()).contains("7 s apart");
                });
    }

    @Test
    void whatTheServerDoesNotTellIsNotHeldAgainstIt() {
        assertThat(of(LIMITED, "volatile-lru", null, null)).isEmpty();
    }
}
