package dev.cachekit.spring.aop.plan;

import dev.cachekit.near.Kept;
import dev.cachekit.spi.EntryKey;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * For callers that stand still, where the outermost layer may find the value in this process. A hit leaves before any stage is
 * made; one whose key is remembered leaves before anything is made at all.
 *
 * @param direct goes on without a hit
 * @param near the outermost layer
 * @param memory knows the keys of some calls; null if all are made
 */
record NearEntrance(
        DirectEntrance direct,
        CacheAsideLayer near,
        @Nullable KeyMemory memory) implements Entrance {

    static NearEntrance of(DirectEntrance direct, CacheAsideLayer near) {
        return new NearEntrance(direct, near, near.memory());
    }

    @Override
    public @Nullable Object call(MethodInvocation invocation, Object target) throws Throwable {
        EntryKey known = memory == null ? null : memory.find(invocation.getArguments());
        Kept<Object> kept = known == null ? null : near.kept(known);
        return kept != null ? direct.wrapped(kept.value()) : search(direct.standing(invocation, target), known);
    }

    /** Goes on with a key that was found, but has no value here; null if it has to be made. */
    private @Nullable Object search(Call call, @Nullable EntryKey known) throws Throwable {
        Object found = known != null ? known : near.look(call);
        return found instanceof Kept<?> kept
                ? direct.wrapped(kept.value())
                : direct.outcome(call, () -> near.goOn(call, found));
    }
}
