package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls under way on each thread, innermost first. Safe for use by many threads. */
public final class CallFrames {

    private final ThreadLocal<@Nullable CallFrame> innermost = new ThreadLocal<>();

    /** Begins with no call. */
    public CallFrames() {}

    /**
     * Notes the beginning of a call.
     *
     * @param keys the keys it will change, as far as they are known
     * @param spaces the caches of which it will change an unknown part
     * @param onBegin is told of every transaction that is opened inside
     * @return its frame, to be given to {@link #leave}
     */
    public CallFrame enter(List<EntryKey> keys, List<CacheSpace> spaces, Consumer<TransactionScope> onBegin) {
        CallFrame frame = new CallFrame(innermost.get(), keys, spaces, onBegin);
        innermost.set(frame);
        return frame;
    }

    /**
     * Notes the end of a call.
     *
     * @param frame its frame
     */
    public void leave(CallFrame frame) {
        restore(frame.outer());
    }

    private void restore(@Nullable CallFrame frame) {
        if (frame == null) {
            innermost.remove();
        } else {
            innermost.set(frame);
        }
    }

    /** Goes on with a call, perhaps on another thread. */
    void within(CallFrame frame, Runnable work) {
        CallFrame before = innermost.get();
        innermost.set(frame);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    /** Returns the innermost call under way on this thread, null if there is none. */
    @Nullable
    CallFrame innermost() {
        return innermost.get();
    }

    /** Tells all calls under way on this thread; each of them contains what happened. */
    void each(Consumer<CallFrame> action) {
        CallFrame inner = innermost.get();
        if (inner != null) {
            inner.each(action);
        }
    }
}
