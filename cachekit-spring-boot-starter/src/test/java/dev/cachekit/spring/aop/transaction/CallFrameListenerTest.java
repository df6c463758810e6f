package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Transactions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.ReactiveTransaction;

class CallFrameListenerTest {

    private static final class Begun implements ReactiveTransaction {}

    private final CallFrames frames = new CallFrames();
    private final CallFrameListener listener = new CallFrameListener(frames, Transactions.NONE);

    @Test
    void aReactiveTransactionTellsTheCallItBeganIn() {
        Begun transaction = new Begun();
        CallFrame frame = begun(transaction);
        listener.afterRollback(transaction, null);
        assertThat(frame.hasRollback()).isTrue();
        assertThat(listener.underWay()).isZero();
    }

    @Test
    void forgetsATransactionWhoseBeginningWasGivenUp() {
        begun(new Begun());
        assertThat(listener.underWay()).isOne();
        Awaitility.await().until(() -> {
            System.gc();
            return listener.underWay() == 0;
        });
    }

    private CallFrame begun(Begun transaction) {
        CallFrame frame = frames.enter(List.of(), List.of(), inside -> {});
        listener.beforeBegin(transaction);
        frames.leave(frame);
        return frame;
    }
}
