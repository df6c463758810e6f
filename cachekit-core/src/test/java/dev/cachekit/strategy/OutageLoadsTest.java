package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many callers of different keys while the store is away: what reaches the database at the same time. */
class OutageLoadsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger loading = new AtomicInteger();
    private final List<FutureTask<@Nullable String>> callers = new ArrayList<>();

    @AfterEach
    void end() {
        go.countDown();
        callers.forEach(TestNode::result);
    }

    private String load() {
        loading.incrementAndGet();
        await(go);
        return "v";
    }

    /** Lets so many callers load that there is no more room. */
    private void fill(TestNode node) {
        node.store.breakDown();
        for (int i = 0; i < OutageLoads.PLACES; i++) {
            String key = "k" + i;
            callers.add(started(() -> node.get(key, this::load)));
        }
        until(loading, number -> number.get() == OutageLoads.PLACES);
    }

    @Test
    void whoFindsNoRoomWaitsForIt() {
        TestNode node = TestNode.create();
        fill(node);
        FutureTask<@Nullable String> late = started(() -> node.get("late", () -> {
            loading.incrementAndGet();
            return "late";
        }));
        until(node, same -> same.events.count("miss") == OutageLoads.PLACES + 1);
        assertThat(loading).hasValue(OutageLoads.PLACES);
        assertThat(late.isDone()).isFalse();
        go.countDown();
        assertThat(result(late)).isEqualTo("late");
    }

    @Test
    void whoHasWaitedLongEnoughLoadsAnyway() {
        TestNode node = TestNode.with(options -> options.with(CacheSetting.MAX_WAIT, SHORT, "test"));
        fill(node);
        assertThat(node.get("late", () -> "late")).isEqualTo("late");
    }

    @Test
    void aLoadWithinALoadNeedsNoRoomOfItsOwn() {
        TestNode node = TestNode.create();
        node.store.breakDown();
        for (int i = 1; i < OutageLoads.PLACES; i++) {
            String key = "k" + i;
            callers.add(started(() -> node.get(key, this::load)));
        }
        until(loading, number -> number.get() == OutageLoads.PLACES - 1);
        assertThat(node.get("outer", () -> node.get("inner", () -> "v"))).isEqualTo("v");
    }

    @Test
    void theHardLimitHoldsForWhoFindsNoRoom() {
        Duration limit = Duration.ofMillis(100);
        TestNode node = TestNode.with(options -> options.with(CacheSetting.HARD_TIMEOUT, limit, "test"));
        fill(node);
        FutureTask<Throwable> late = started(() -> failureOf(node.stage("late", this::load, Caller.BLOCKING)));
        until(node, same -> same.events.count("miss") == OutageLoads.PLACES + 1);
        assertThat(node.resultAfter(limit, late)).isInstanceOf(LoadTimeoutException.class);
        callers.clear(); // they have met the limit as well
    }
}
