package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reloads that hits set off: of expired values, and early ones. */
class BackgroundReloadTest {

    private static final Duration A_BIT = Duration.ofMillis(1);

    private final TestNode node =
            TestNode.with(options -> options.with(CacheSetting.STALE_WHILE_REVALIDATE, Duration.ofSeconds(10), "test")
                    .with(CacheSetting.REFRESH_AHEAD, 0.8, "test"));
    private final AtomicInteger loads = new AtomicInteger();

    private String value() {
        return "v" + loads.incrementAndGet();
    }

    private @Nullable String failing() {
        loads.incrementAndGet();
        throw new IllegalStateException("database");
    }

    /** Leaves a value that has just expired. */
    private void expireOne() {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plus(A_BIT));
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredValueIsServedAtOnceWhileItsReloadHangs(How how) {
        expireOne();
        CountDownLatch reloading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        assertThat(outcome(node.stage(
                        "k",
                        () -> {
                            reloading.countDown();
                            await(go);
                            return "new";
                        },
                        how.caller)))
                .isEqualTo("old");
        await(reloading);
        assertThat(outcome(node.stage("k", this::value, how.caller))).isEqualTo("old");
        go.countDown();
        until(node.events, events -> events.count("reload loaded") == 1);
        assertThat(outcome(node.stage("k", this::value, how.caller))).isEqualTo("new");
        assertThat(loads).hasValue(0);
        assertThat(node.events.count("stale revalidating")).isEqualTo(2);
        assertThat(node.events.count("miss")).isZero();
    }

    @Test
    void beyondItsWindowAnExpiredValueIsLoadedFirst() {
        expireOne();
        node.time.advance(Duration.ofSeconds(10));
        assertThat(node.get("k", this::value)).isEqualTo("v1");
    }

    @Test
    void manyHitsReloadOnce() {
        expireOne();
        node.background.keep();
        for (int i = 0; i < 5; i++) {
            assertThat(node.get("k", this::value)).isEqualTo("old");
        }
        assertThat(node.background.kept()).isEqualTo(1);
        node.background.runKept();
        assertThat(node.get("k", this::value)).isEqualTo("v1");
    }

    @Test
    void processesReloadOnce() {
        expireOne();
        TestNode other = node.other();
        node.background.keep();
        other.background.keep();
        node.get("k", () -> {
            other.background.runKept();
            return value();
        });
        other.get("k", this::value);
        node.background.runKept();
        assertThat(loads).hasValue(1);
        assertThat(other.events.all()).contains("reload elsewhere");
        assertThat(other.get("k", this::value)).isEqualTo("v1");
    }

    @Test
    void aReloadThatBeganBeforeAnInvalidationStoresNothing() {
        expireOne();
        CountDownLatch reloading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        node.get("k", () -> {
            reloading.countDown();
            await(go);
            return "before";
        });
        await(reloading);
        node.invalidate("k");
        go.countDown();
        until(node.events, events -> events.count("refused invalidated") == 1);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.get("k", () -> "after")).isEqualTo("after");
    }

    @Test
    void aReloadThatBeganBeforeAPutDoesNotReplaceIt() {
        expireOne();
        node.background.keep();
        node.get("k", () -> {
            node.put("k", "put");
            return "reloaded";
        });
        node.background.runKept();
        assertThat(node.find("k")).contains("put");
    }

    @Test
    void aReloadThatComesTooLateDoesNotLoad() {
        expireOne();
        node.background.keep();
        node.get("k", this::value);
        node.put("k", "put");
        node.background.runKept();
        assertThat(loads).hasValue(0);
        assertThat(node.find("k")).contains("put");
    }

    @Test
    void afterAFailedReloadTheMethodRestsForAWhile() {
        expireOne();
        node.background.keep();
        for (int i = 0; i < 3; i++) {
            assertThat(node.get("k", this::failing)).isEqualTo("old");
            node.background.runKept();
        }
        assertThat(loads).hasValue(1);
        assertThat(node.events.all()).contains("reload failed", "hidden failure");
        node.time.advance(ReloadRules.REST.plus(A_BIT));
        assertThat(node.get("k", this::value)).isEqualTo("old");
        node.background.runKept();
        assertThat(node.get("k", this::value)).isEqualTo("v2");
    }

    @Test
    void withoutRoomTheReloadIsLeftToTheNextHit() {
        expireOne();
        node.background.fill();
        assertThat(node.get("k", this::value)).isEqualTo("old");
        assertThat(node.get("k", this::value)).isEqualTo("old");
        assertThat(node.events.count("skipped reload")).isEqualTo(2);
        assertThat(node.store.count(Operation.LEASE)).isZero();
    }

    @Test
    void aHitLateInTheLifetimeHasTheValueReloadedBeforeItExpires() {
        node.put("k", "old");
        node.background.keep();
        node.time.advance(Duration.ofMinutes(47));
        assertThat(node.get("k", this::value)).isEqualTo("old");
        assertThat(node.background.kept()).isZero();
        node.time.advance(Duration.ofMinutes(1));
        assertThat(node.get("k", this::value)).isEqualTo("old");
        node.background.runKept();
        node.time.advance(Duration.ofMinutes(20));
        assertThat(node.get("k", this::value)).isEqualTo("v1");
        assertThat(node.events.all()).doesNotContain("stale revalidating", "miss");
    }

    @Test
    void aValueThatTookLongToLoadIsReloadedSooner() {
        node.background.keep();
        node.get("k", () -> {
            node.time.advance(Duration.ofMinutes(9));
            return "old";
        });
        node.time.advance(Duration.ofMinutes(40));
        until(node, some -> {
            some.get("k", this::value);
            return some.background.kept() == 1;
        });
    }

    @Test
    void aReloadNeverTakesPartInTheTransactionOfItsCaller() {
        expireOne();
        node.background.keep();
        TestTransaction transaction = new TestTransaction(FillRule.NEVER);
        assertThat(node.in(transaction, () -> node.get("k", this::value))).isEqualTo("old");
        node.background.runKept();
        assertThat(node.find("k")).contains("v1");
    }

    @Test
    void aReloadWhoseResultIsNotToBeStoredEndsTheExpiredValue() {
        expireOne();
        node.background.keep();
        Load<@Nullable String> vetoed =
                Load.<@Nullable String>of(node.region, this::value).storedFor(any -> Optional.empty());
        outcome(node.strategies.reader().get(node.region, node.key("k"), vetoed, Caller.BLOCKING));
        node.background.runKept();
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainOnlyLater() {
        expireOne();
        node.background.keep();
        node.get("k", this::value);
        node.store.breakDown();
        node.background.runKept();
        node.store.recover();
        assertThat(node.events.all()).contains("reload unavailable");
        assertThat(node.get("k", this::value)).isEqualTo("old");
        assertThat(node.background.kept()).isZero();
    }
}
