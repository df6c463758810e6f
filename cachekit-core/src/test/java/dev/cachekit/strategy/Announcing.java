package dev.cachekit.strategy;

import dev.cachekit.contract.LaneBoard;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage.Cache;
import dev.cachekit.spi.LaneMessage.Key;
import dev.cachekit.spi.LaneMessage.Keys;
import dev.cachekit.spi.LaneMessage.Tags;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Tells lanes of what changes in a store, as a shared store does by itself: before it acknowledges. */
record Announcing(EntryStore store, LaneBoard lanes) {

    private static final Set<String> OF_ONE_KEY = Set.of("put", "putIfAbsent", "fence", "settle");

    static EntryStore announcing(EntryStore store, LaneBoard lanes) {
        Announcing announcing = new Announcing(store, lanes);
        return (EntryStore) Proxy.newProxyInstance(
                Announcing.class.getClassLoader(),
                new Class<?>[] {EntryStore.class},
                (proxy, method, arguments) -> announcing.call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            Object answer = method.invoke(store, arguments);
            return answer instanceof CompletionStage<?> stage
                    ? stage.thenApply(value -> {
                        announce(method.getName(), arguments);
                        return value;
                    })
                    : answer;
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    @SuppressWarnings("unchecked") // as the port declares
    private void announce(String operation, Object[] arguments) {
        if (OF_ONE_KEY.contains(operation)) {
            raise((EntryKey) arguments[0]);
        } else if (operation.equals("invalidate")) {
            ((Collection<EntryKey>) arguments[0]).forEach(this::raise);
        } else if (operation.equals("invalidateTags")) {
            CacheSpace space = (CacheSpace) arguments[0];
            Tags tags = new Tags(space.prefix(), List.copyOf((Collection<String>) arguments[1]));
            lanes.raise(Lane.home(space.cache()), tags);
        } else if (operation.equals("clear") || operation.equals("invalidatePattern")) {
            Cache all = new Cache(((CacheSpace) arguments[0]).prefix());
            Lane.all().forEach(lane -> lanes.raise(lane, all));
        }
    }

    private void raise(EntryKey key) {
        lanes.raise(key.lane(), new Keys(List.of(new Key(key.space().prefix(), key.text()))));
    }
}
