package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.Lookup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits until the store has acknowledged a fill, and who goes on before. */
class FillsUnderwayTest {

    private final TestNode node = TestNode.create();
    private final AtomicInteger loads = new AtomicInteger();

    private CompletableFuture<@Nullable String> read(String key) {
        return node.stage(key, () -> key + loads.incrementAndGet(), Caller.continuedOn(Runnable::run))
                .toCompletableFuture();
    }

    private void hang(int fills) {
        IntStream.range(0, fills).forEach(n -> node.store.next(Operation.FILL, new Fault.Hang()));
    }

    @Test
    void aLoneCallerWaits() {
        hang(1);
        CompletableFuture<@Nullable String> alone = read("a");
        assertThat(alone).isNotDone();

        node.store.recover();

        assertThat(alone).isCompletedWithValue("a1");
    }

    @Test
    void whoFillsWhileOthersDoGoesOn() {
        hang(2);
        CompletableFuture<@Nullable String> first = read("a");
        assertThat(read("b")).isCompletedWithValue("b2");

        assertThat(first).isNotDone();
        assertThat(node.stored("b")).isInstanceOf(Lookup.Loading.class);
        node.store.recover();
        assertThat(node.stored("b")).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void whoAsksBeforeTheAcknowledgementJoinsTheLoad() {
        hang(2);
        read("a");
        read("b");

        assertThat(read("b")).isCompletedWithValue("b2");
        assertThat(loads).hasValue(2);
    }

    @Test
    void whatIsRemovedBeforeTheFillArrivesIsNotStored() {
        hang(2);
        read("a");
        read("b");
        node.invalidate("b");

        node.store.recover();

        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
        assertThat(outcome(read("b"))).isEqualTo("b3");
    }

    @Test
    void callersWaitForAStoreThatIsSlowerThanThey() {
        hang(FillsUnderway.MOST + 1);
        List<CompletableFuture<@Nullable String>> all = IntStream.rangeClosed(0, FillsUnderway.MOST)
                .mapToObj(n -> read("k" + n))
                .toList();

        assertThat(all.get(0)).isNotDone();
        assertThat(all.subList(1, FillsUnderway.MOST)).allMatch(CompletableFuture::isDone);
        assertThat(all.get(FillsUnderway.MOST)).isNotDone();
        node.store.recover();
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(read("next")).isCompletedWithValue("next" + (FillsUnderway.MOST + 2));
    }

    @Test
    void aFailureThatNobodyWaitsForIsTold() {
        hang(1);
        read("a");
        node.store.next(Operation.FILL, new Fault.Fail());

        assertThat(read("b")).isCompletedWithValue("b2");

        assertThat(node.events.all()).contains("failure fill");
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
    }
}
