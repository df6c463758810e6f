package dev.cachekit.spring.aop.transaction;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cachekit.spi.TransactionScope;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The transactions that Spring keeps in the context of subscribers. Safe for use by many threads. */
public final class ReactorTransactions implements SubscriberTransactions {

    private final CallFrames frames;

    /** One for each transaction: what is bound to it is bound once, whoever else works in it at the same time. */
    private final LoadingCache<TransactionContext, Lock> turns =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(transaction -> new ReentrantLock());

    /**
     * Makes one.
     *
     * @param frames the calls under way, told when a transaction is suspended
     */
    public ReactorTransactions(CallFrames frames) {
        this.frames = frames;
    }

    @Override
    public TransactionScope of(Object subscriber, Executor threads) {
        TransactionContext context = subscriber instanceof ContextView view && !view.isEmpty() ? context(view) : null;
        if (context == null || !context.isActualTransactionActive()) {
            return TransactionScope.NONE;
        }
        TransactionScope scope = known(context, threads);
        for (ReactorMark mark = ReactorMark.in((ContextView) subscriber); mark != null; mark = mark.around()) {
            mark.frame().touchIn(scope);
        }
        return scope;
    }

    TransactionScope known(TransactionContext context, Executor threads) {
        Lock turn = turns.get(context);
        turn.lock();
        try {
            return ReactorTransaction.of(new TransactionSynchronizationManager(context), frames, threads);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public @Nullable Object marked(@Nullable Object returned) {
        CallFrame frame = frames.innermost();
        if (frame != null && returned instanceof Mono<?> one) {
            return one.contextWrite(context -> ReactorMark.with(frame, context));
        }
        return frame != null && returned instanceof Flux<?> many
                ? subscribedWithin(frame, many.contextWrite(context -> ReactorMark.with(frame, context)))
                : returned;
    }

    /** Elements are asked for when the call has been left; its transaction begins then. */
    private <T> Flux<T> subscribedWithin(CallFrame frame, Flux<T> many) {
        return Flux.from(subscriber -> frames.within(frame, () -> many.subscribe(subscriber)));
    }

    /** The calls a subscriber is inside of, innermost first. */
    private record ReactorMark(CallFrame frame, @Nullable ReactorMark around) {

        static @Nullable ReactorMark in(ContextView context) {
            return context.<ReactorMark>getOrEmpty(ReactorMark.class).orElse(null);
        }

        static Context with(CallFrame frame, Context context) {
            return context.put(ReactorMark.class, new ReactorMark(frame, in(context)));
        }
    }

    /** What is looked for stands in the context, or it is not there: nobody waits. */
    private static @Nullable TransactionContext context(ContextView subscriber) {
        return TransactionContextManager.currentContext()
                .onErrorResume(none -> Mono.empty())
                .contextWrite(subscriber)
                .toFuture()
                .getNow(null);
    }
}
