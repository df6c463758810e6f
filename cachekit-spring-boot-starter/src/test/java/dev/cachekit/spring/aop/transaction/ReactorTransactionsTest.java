package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.TransactionScope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

class ReactorTransactionsTest {

    private static final int CALLS = 4;

    private final ReactorTransactions transactions = new ReactorTransactions(new CallFrames());

    @Test
    void callsThatMeetInATransactionFindOneScope() {
        for (int round = 0; round < 500; round++) {
            TransactionContext context = begun();
            CyclicBarrier start = new CyclicBarrier(CALLS);
            List<CompletableFuture<TransactionScope>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> scope(context, start), task -> new Thread(task).start()))
                    .limit(CALLS)
                    .toList();
            assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(context.getSynchronizations()).hasSize(1);
        }
    }

    private TransactionScope scope(TransactionContext context, CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return transactions.known(context, Runnable::run);
    }

    private static TransactionContext begun() {
        TransactionContext context = TransactionContextManager.currentContext()
                .contextWrite(TransactionContextManager.createTransactionContext())
                .block();
        new TransactionSynchronizationManager(context).initSynchronization();
        return context;
    }
}
