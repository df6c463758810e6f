package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.LossyBackplane.Messages;
import dev.cachekit.near.LaneWatch;
import dev.cachekit.operation.CacheSetting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hits of the near cache are verified as well. They may be behind the store for a while, which is no finding. */
class NearVerifierTest {

    private final TestNode node = TestNode.with(
            options -> options.with(CacheSetting.NEAR_ENABLED, true, "test").with(CacheSetting.VERIFY, 1.0, "test"));
    private final TestNode other = node.other();
    private final AtomicReference<String> database = new AtomicReference<>("v1");

    /** Serves a near hit whose verification waits for the test. */
    @BeforeEach
    void hit() {
        node.get("k", database::get);
        node.background.keep();
        assertThat(node.get("k", database::get)).isEqualTo("v1");
        assertThat(node.events.count("near hit")).isEqualTo(1);
    }

    @Test
    void aValueThatLoadsTheSameIsEqual() {
        node.background.runKept();
        assertThat(node.events.all()).contains("verified EQUAL");
    }

    @Test
    void aValueThatWasRemovedHereIsNewer() {
        database.set("v2");
        node.invalidate("k");
        node.background.runKept();
        assertThat(node.events.all()).contains("verified NEWER");
    }

    @Test
    void aNearCacheThatIsBehindHasTheBoundToCatchUp() {
        database.set("v2");
        node.link.messages(Messages.DROP);
        other.invalidate("k");
        node.background.runKept();
        assertThat(node.events.all()).doesNotContain("verified NEWER");
        node.time.advance(LaneWatch.BOUND.plusSeconds(1));
        assertThat(node.events.all()).contains("verified NEWER").doesNotContain("verified STALE");
    }

    @Test
    void aValueThatNobodyInvalidatedIsStale() {
        database.set("v2");
        node.background.runKept();
        node.time.advance(LaneWatch.BOUND.plus(Duration.ofMillis(999)));
        assertThat(node.events.all()).doesNotContain("verified STALE");
        node.time.advance(Duration.ofMillis(1));
        assertThat(node.events.count("verified STALE")).isEqualTo(1);
    }

    @Test
    void aReadThatCannotLoadIsServedAndNotVerified() {
        assertThat(node.find("k")).contains("v1");
        assertThat(node.events.count("near hit")).isEqualTo(2);
        assertThat(node.background.kept()).isEqualTo(1);
    }
}
