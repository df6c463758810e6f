package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.CallFrame;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.strategy.CacheStrategies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code @WriteThrough} and {@code @Invalidate}: they act when the method and the transaction opened inside have ended.
 *
 * @param effects what to do, in order
 * @param strategies give each call its deadline, which all effects share
 * @param transactions finds the transaction open at the beginning
 * @param frames watches those opened inside
 * @param shape how the method wraps its result
 * @param inner the transaction and the method
 */
record EffectsLayer(
        List<Effect> effects,
        CacheStrategies strategies,
        Transactions transactions,
        CallFrames frames,
        ResultShape shape,
        Layer inner)
        implements Layer {

    EffectsLayer {
        effects = List.copyOf(effects);
    }

    @Override
    public @Nullable Object call(Call call) throws Throwable {
        TransactionScope outer = transactions.current();
        List<EffectRun> runs = begin(call, outer);
        CallFrame frame = enter(runs);
        Object result;
        try {
            if (outer.isOpen()) {
                frame.touchIn(outer);
            }
            result = inner.call(call);
        } catch (Throwable failure) {
            frames.leave(frame);
            endAfter(failure, runs, new CallEnd(false, null, frame, outer));
            throw failure;
        }
        frames.leave(frame);
        end(runs, new CallEnd(true, shape.content(result), frame, outer));
        return result;
    }

    private List<EffectRun> begin(Call given, TransactionScope outer) {
        Call call = given.waitingAs(strategies.blockingWithinDeadline());
        List<EffectRun> runs = new ArrayList<>(effects.size());
        try {
            for (Effect effect : effects) {
                EffectRun run = effect.begin(call, outer);
                if (run != null) {
                    runs.add(run);
                }
            }
            return runs;
        } catch (Throwable failure) { // what has begun would deny fills for as long as a write may take
            endAfter(failure, runs, new CallEnd(false, null, CallFrame.ofNoChange(), TransactionScope.NONE));
            throw failure;
        }
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
    private static void endAfter(Throwable failure, List<EffectRun> runs, CallEnd end) {
        try {
            end(runs, end);
        } catch (RuntimeException | Error second) {
            failure.addSuppressed(second);
        }
    }

    /** Each effect gets its turn, whatever becomes of the others: the database has changed already. */
    private static void end(List<EffectRun> runs, CallEnd end) {
        List<Throwable> failures = new ArrayList<>();
        for (EffectRun run : runs) {
            try {
                run.end(end);
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throwFirst(failures);
        }
    }

    private static void throwFirst(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) first;
    }
}
