package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.CallFrame;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.strategy.CacheStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * {@code @WriteThrough} and {@code @Invalidate}: they act when the method and the transaction opened inside have ended.
 *
 * @param effects what to do, in order
 * @param strategies give each call its deadline, which all effects share
 * @param transactions finds the transaction open at the beginning
 * @param frames watches those opened inside
 * @param late ends what outlives the transaction open at the beginning
 * @param inner the transaction and the method
 */
record EffectsLayer(
        List<Effect> effects,
        CacheStrategies strategies,
        Transactions transactions,
        CallFrames frames,
        Executor late,
        Layer inner)
        implements Layer {

    EffectsLayer {
        effects = List.copyOf(effects);
    }

    @Override
    public CompletionStage<Object> call(Call call) {
        TransactionScope outer = call.waits().handed(transactions.current(), late);
        Call bounded = call.waitingAs(call.waits().in(outer).within(strategies));
        return Stages.then(begin(bounded, outer), runs -> run(call, runs, outer));
    }

    private CompletionStage<List<EffectRun>> begin(Call call, TransactionScope outer) {
        List<EffectRun> runs = new ArrayList<>(effects.size());
        return Stages.either(
                Stages.begun(() -> Stages.inTurn(
                        effects, effect -> effect.begin(call, outer).thenAccept(run -> run.ifPresent(runs::add)))),
                done -> CompletableFuture.completedFuture(runs),
                // what has begun would deny fills for as long as a write may take
                failure -> endAfter(
                        failure, runs, new CallEnd(false, null, CallFrame.ofNoChange(), TransactionScope.NONE)));
    }

    /** Who no longer waits stops nothing: what the method writes may still come, and the caches must follow it. */
    private CompletionStage<Object> run(Call call, List<EffectRun> runs, TransactionScope outer) {
        CallFrame frame = enter(runs);
        CompletionStage<Object> called = Stages.begun(() -> within(frame, call, outer));
        frames.leave(frame);
        return Stages.unstoppable(Stages.either(
                called,
                content -> end(runs, new CallEnd(true, content, frame, outer)).thenApply(done -> content),
                failure -> endAfter(failure, runs, new CallEnd(false, null, frame, outer))));
    }

    private CompletionStage<Object> within(CallFrame frame, Call call, TransactionScope outer) {
        if (outer.isOpen()) {
            frame.touchIn(outer);
        }
        return inner.call(call);
    }

    private CallFrame enter(List<EffectRun> runs) {
        List<EntryKey> keys = new ArrayList<>();
        List<CacheSpace> spaces = new ArrayList<>();
        for (EffectRun run : runs) {
            keys.addAll(run.keys());
            spaces.addAll(run.spaces());
        }
        return frames.enter(keys, spaces, inside -> runs.forEach(run -> run.began(inside)));
    }

    /** The user's exception is the one that counts. */
    private static <T extends @Nullable Object> CompletionStage<T> endAfter(
            Throwable failure, List<EffectRun> runs, CallEnd end) {
        return Stages.either(end(runs, end), done -> CompletableFuture.<T>failedFuture(failure), second -> {
            failure.addSuppressed(second);
            return CompletableFuture.failedFuture(failure);
        });
    }

    /** Each effect gets its turn, whatever becomes of the others: the database has changed already. */
    private static CompletionStage<Void> end(List<EffectRun> runs, CallEnd end) {
        List<Throwable> failures = new ArrayList<>();
        return Stages.inTurn(runs, run -> ended(run, end, failures))
                .thenCompose(done -> failures.isEmpty() ? EffectRun.DONE : failed(failures));
    }

    private static CompletionStage<Void> ended(EffectRun run, CallEnd end, List<Throwable> failures) {
        return Stages.either(Stages.begun(() -> run.end(end)), done -> EffectRun.DONE, failure -> {
            failures.add(failure);
            return EffectRun.DONE;
        });
    }

    private static CompletionStage<Void> failed(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        return CompletableFuture.failedFuture(first);
    }
}
