package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNode node = TestNode.with(options -> options.with(CacheSetting.VERIFY, 1.0, "test"));
    private final AtomicReference<String> database = new AtomicReference<>("v1");

    /** Serves a hit whose verification waits for the test. */
    private void hit() {
        node.get("k", database::get);
        node.background.keep();
        assertThat(node.get("k", database::get)).isEqualTo("v1");
    }

    @Test
    void aValueThatLoadsTheSameIsEqual() {
        hit();
        node.background.runKept();
        assertThat(node.events.all()).contains("verified EQUAL");
    }

    @Test
    void aValueThatWasInvalidatedAfterItsChangeIsNewer() {
        hit();
        database.set("v2");
        node.invalidate("k");
        node.background.runKept();
        assertThat(node.events.all()).contains("verified NEWER");
    }

    @Test
    void anInvalidationOnItsWayHasASecondToArrive() {
        hit();
        database.set("v2");
        node.background.runKept();
        node.time.advance(SECOND.minusMillis(1));
        node.invalidate("k");
        node.time.advance(SECOND);
        assertThat(node.events.all()).contains("verified NEWER").doesNotContain("verified STALE");
    }

    @Test
    void aValueThatNobodyInvalidatedIsStale() {
        hit();
        database.set("v2");
        node.background.runKept();
        assertThat(node.events.all()).doesNotContain("verified STALE");
        node.time.advance(SECOND);
        assertThat(node.events.count("verified STALE")).isEqualTo(1);
    }

    @Test
    void verifyingChangesNothingAndCountsAsNoLoad() {
        hit();
        database.set("v2");
        node.background.runKept();
        node.time.advance(SECOND);
        assertThat(node.find("k")).contains("v1");
        assertThat(node.stored("k")).isInstanceOf(Lookup.Hit.class);
        assertThat(node.events.count("load")).isEqualTo(1);
    }

    @Test
    void aLoadThatFailsProvesNothing() {
        node.get("k", database::get);
        node.background.keep();
        node.get("k", () -> {
            throw new IllegalStateException("database");
        });
        node.background.runKept();
        assertThat(node.events.all()).noneMatch(event -> event.startsWith("verified"));
    }

    @Test
    void onlySoManyAreVerifiedAtATime() {
        node.get("k", database::get);
        node.background.keep();
        for (int i = 0; i < 20; i++) {
            node.get("k", database::get);
        }
        assertThat(node.background.kept()).isEqualTo(16);
        assertThat(node.events.count("skipped verify")).isEqualTo(4);
        node.background.runKept();
        node.get("k", database::get);
        assertThat(node.background.kept()).isEqualTo(1);
    }

    @Test
    void withoutAShareNothingIsVerified() {
        TestNode unverified = TestNode.create();
        unverified.background.keep();
        unverified.get("k", () -> "v");
        unverified.get("k", () -> "v");
        assertThat(unverified.background.kept()).isZero();
    }

    @Test
    void aNullIsAValueLikeAnyOther() {
        Load<@Nullable String> none = Load.<@Nullable String>of(node.region, () -> null);
        outcome(node.strategies.reader().get(node.region, node.key("n"), none, Caller.BLOCKING));
        node.background.keep();
        outcome(node.strategies.reader().get(node.region, node.key("n"), none, Caller.BLOCKING));
        node.background.runKept();
        assertThat(node.events.all()).contains("verified EQUAL");
    }
}
