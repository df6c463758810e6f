package dev.cachekit.lock;

import dev.cachekit.HeldLock;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock that is held, with one key or several; lost as soon as one of them is. Safe for use by many threads. */
public final class Hold implements HeldLock {

    private static final Logger log = LoggerFactory.getLogger(Hold.class);

    private final LockPorts ports;
    private final String name;
    private final List<KeyHold> keys;
    private final long fence;
    private final long startNanos;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> release = new AtomicReference<>();

    private Hold(LockPorts ports, String name, List<KeyHold> keys, long fence) {
        this.ports = ports;
        this.name = name;
        this.keys = List.copyOf(keys);
        this.fence = fence;
        this.startNanos = ports.clock().nanoTime();
    }

    static Hold of(LockPorts ports, String name, List<KeyHold> keys, long fence) {
        Hold hold = new Hold(ports, name, keys, fence);
        hold.lost.thenRun(() -> {
            hold.ended.complete(null);
            ports.listener().onLost(name);
        });
        keys.forEach(key -> key.lost().thenRun(() -> hold.lost.complete(null)));
        return hold;
    }

    /**
     * Returns the lock's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    @Override
    public long fencingToken() {
        return fence;
    }

    @Override
    public boolean isHeld() {
        return release.get() == null && !lost.isDone() && keys.stream().allMatch(KeyHold::isHeld);
    }

    @Override
    public void onLost(Runnable action) {
        lost.thenRunAsync(() -> run(action), ports.callbacks());
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            log.warn("lock '{}': the action for its loss failed", name, failure);
        }
    }

    /** Complete when it is released or lost. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** Keeps it no longer. In the store it ends with its lease: whoever holds it may still work under it. */
    void abandon() {
        keys.forEach(KeyHold::abandon);
    }

    @Override
    public void close() {
        release(Caller.BLOCKING);
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        return release(Caller.continuedOn(ports.callbacks())).thenAccept(held -> {});
    }

    /**
     * Gives the lock back, and waits for the store's answer within the deadline of a call.
     *
     * @param caller how to wait
     * @return true if the lock was held until now, as far as anybody knows; false if it was lost before; never fails
     */
    public CompletionStage<Boolean> release(Caller caller) {
        CompletableFuture<Boolean> sent = sendReleases();
        return Stages.either(
                ports.time().apply(caller).await(sent),
                CompletableFuture::completedFuture,
                late -> CompletableFuture.completedFuture(!lost.isDone()));
    }

    private CompletableFuture<Boolean> sendReleases() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = release.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        ended.complete(null);
        Duration held = Duration.ofNanos(ports.clock().nanoTime() - startNanos);
        releaseAll(keys).thenAccept(stillHeld -> {
            ports.listener().onReleased(name, held);
            mine.complete(stillHeld);
        });
        return mine;
    }

    /** In the opposite order, so that nobody is woken for a first key while the others are still held. */
    static CompletionStage<Boolean> releaseAll(List<KeyHold> keys) {
        List<CompletableFuture<Boolean>> sent = new ArrayList<>();
        for (int i = keys.size() - 1; i >= 0; i--) {
            sent.add(keys.get(i).release().toCompletableFuture());
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> sent.stream().allMatch(CompletableFuture::join));
    }
}
