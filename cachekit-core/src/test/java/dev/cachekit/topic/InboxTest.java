package dev.cachekit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.annotation.Overflow;
import dev.cachekit.topic.Inbox.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Handlers run when the test says so. */
class InboxTest {

    private static final SubscribeOptions THREE = SubscribeOptions.defaults().withCapacity(3);

    private final Queue<Runnable> handlers = new ArrayDeque<>();
    private final List<String> handled = new ArrayList<>();

    private Inbox inbox(SubscribeOptions options) {
        return new Inbox(options, handlers::add, this::handle);
    }

    private void handle(Item item) {
        if (item instanceof Item.Message message) {
            handled.add(new String(message.bytes(), StandardCharsets.UTF_8));
        } else if (item instanceof Item.Gap gap) {
            handled.add(gap.missed() instanceof Missed.Overflowed overflowed ? "-" + overflowed.count() : "gap");
        }
    }

    private static int put(Inbox inbox, Object text) {
        return inbox.put(new Item.Message("t", text.toString().getBytes(StandardCharsets.UTF_8), 0));
    }

    private void handleAll() {
        while (!handlers.isEmpty()) {
            handlers.remove().run();
        }
    }

    @Test
    void handlesInOrder() {
        Inbox inbox = inbox(SubscribeOptions.defaults());
        IntStream.range(0, 1_000).forEach(i -> put(inbox, i));
        handleAll();
        assertThat(handled)
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void asksForOneHandlerHoweverManyMessagesWait() {
        Inbox inbox = inbox(SubscribeOptions.defaults());
        IntStream.range(0, 10).forEach(i -> put(inbox, i));
        assertThat(handlers).hasSize(1);
    }

    @Test
    void asksForAsManyHandlersAsAllowed() {
        Inbox inbox = inbox(SubscribeOptions.defaults().withHandlers(3));
        IntStream.range(0, 10).forEach(i -> put(inbox, i));
        assertThat(handlers).hasSize(3);
        handleAll();
        assertThat(handled).hasSize(10);
    }

    @Test
    void aLongQueueLetsOthersRunInBetween() {
        Inbox inbox = inbox(SubscribeOptions.defaults());
        IntStream.range(0, 100).forEach(i -> put(inbox, i));
        handlers.remove().run();
        assertThat(handled).hasSizeLessThan(100);
        assertThat(handlers).hasSize(1);
    }

    @Test
    void theOldestGivesWayAndThatIsToldFirst() {
        Inbox inbox = inbox(THREE.withOverflow(Overflow.DROP_OLDEST));
        IntStream.rangeClosed(1, 3).forEach(i -> assertThat(put(inbox, i)).isZero());
        assertThat(put(inbox, 4)).isOne();
        assertThat(put(inbox, 5)).isOne();
        handleAll();
        assertThat(handled).containsExactly("-2", "3", "4", "5");
    }

    @Test
    void theNewestGivesWayAndThatIsToldInItsPlace() {
        Inbox inbox = inbox(THREE.withOverflow(Overflow.DROP_NEWEST));
        IntStream.rangeClosed(1, 5).forEach(i -> put(inbox, i));
        handleAll();
        put(inbox, 6);
        handleAll();
        assertThat(handled).containsExactly("1", "2", "3", "-2", "6");
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        Inbox inbox = inbox(THREE.withCapacity(1));
        IntStream.rangeClosed(1, 3).forEach(i -> put(inbox, i));
        handleAll();
        put(inbox, 4);
        put(inbox, 5);
        handleAll();
        assertThat(handled).containsExactly("-2", "3", "-1", "5");
    }

    @Test
    void aGapIsToldBetweenTheMessages() {
        Inbox inbox = inbox(THREE);
        put(inbox, 1);
        inbox.gap();
        inbox.gap();
        put(inbox, 2);
        handleAll();
        assertThat(handled).containsExactly("1", "gap", "2");
    }

    @Test
    void aGapStaysWhenTheOldestGivesWay() {
        Inbox inbox = inbox(THREE.withCapacity(1));
        put(inbox, 1);
        inbox.gap();
        put(inbox, 2);
        put(inbox, 3);
        handleAll();
        assertThat(handled).containsExactly("-2", "gap", "3");
    }

    @Test
    void aGapIsToldEvenIfNoMessageFollows() {
        inbox(THREE).gap();
        handleAll();
        assertThat(handled).containsExactly("gap");
    }

    @Test
    void forgetsWhatWaitsWhenItIsClosed() {
        Inbox inbox = inbox(THREE);
        put(inbox, 1);
        CompletionStage<Void> ended = inbox.close();
        put(inbox, 2);
        inbox.gap();
        assertThat(ended.toCompletableFuture()).isNotDone();

        handleAll();

        assertThat(handled).isEmpty();
        assertThat(ended.toCompletableFuture()).isDone();
    }

    @Test
    void hasEndedAtOnceIfNothingIsHandled() {
        assertThat(inbox(THREE).close().toCompletableFuture()).isDone();
    }

    @Test
    void closesWhenNobodyHandlesAnyMore() {
        Inbox inbox = new Inbox(
                THREE,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                this::handle);
        put(inbox, 1);
        assertThat(inbox.close().toCompletableFuture()).isDone();
    }
}
