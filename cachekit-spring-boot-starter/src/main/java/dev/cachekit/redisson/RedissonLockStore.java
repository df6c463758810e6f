package dev.cachekit.redisson;

import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.redisson.api.RScript.ReturnType;

/** Keeps locks by Redis's clock: one hash per lock, and one small record per lane for fences. */
final class RedissonLockStore implements LockStore, AutoCloseable {

    private final ScriptRunner scripts;
    private final KeyNames names;
    private final LockReleases releases;

    RedissonLockStore(Parts parts) {
        this.scripts = parts.scripts();
        this.names = parts.names();
        this.releases = new LockReleases(parts);
    }

    @Override
    public CompletionStage<LockReply> acquire(LockRequest request) {
        return scripts.<List<Long>>run(
                        LuaScript.LOCK, ReturnType.LIST, names.withMark(request.key()), arguments(request))
                .thenApply(RedissonLockStore::reply);
    }

    @Override
    public CompletionStage<Boolean> extend(LockKey key, Token acquisition, Duration lease, long fence) {
        return scripts.test(LuaScript.LOCK_EXTEND, names.withMark(key), acquisition, Millis.of(lease), fence);
    }

    @Override
    public CompletionStage<Boolean> release(LockKey key, Token acquisition) {
        return scripts.test(
                LuaScript.UNLOCK,
                List.of(names.lock(key)),
                acquisition,
                Millis.of(GIVEN_UP),
                names.lockReleases().name());
    }

    @Override
    public void onRelease(Consumer<LockRelease> listener) {
        releases.add(listener);
    }

    static Object[] arguments(LockRequest request) {
        return new Object[] {
            request.acquisition(),
            request.shared() ? "S" : "X",
            Millis.of(request.lease()),
            mark(request.turn()),
            Millis.of(LockRequest.PLACE)
        };
    }

    private static String mark(LockRequest.Turn turn) {
        return switch (turn) {
            case NONE -> "-";
            case ANY -> "w";
            case QUEUED -> "q";
        };
    }

    static LockReply reply(List<Long> answer) {
        return answer.get(0) == 1
                ? new LockReply.Granted(answer.get(1))
                : new LockReply.Busy(Duration.ofMillis(answer.get(1)));
    }

    @Override
    public void close() {
        releases.close();
    }
}
