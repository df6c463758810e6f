package dev.cachekit.recovery;

import dev.cachekit.spi.EntryKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * The keys of one lane whose removal the store has not acknowledged, each with the number of the call that put it here.
 * Safe for use by many threads.
 */
class PendingKeys {

    private final AtomicInteger total;
    private final ConcurrentMap<EntryKey, Long> calls = new ConcurrentHashMap<>();

    /**
     * Begins without keys.
     *
     * @param total counts the keys of all lanes together
     */
    PendingKeys(AtomicInteger total) {
        this.total = total;
    }

    boolean has(EntryKey key) {
        return calls.containsKey(key);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    void add(EntryKey key, long call) {
        calls.compute(key, (same, before) -> {
            if (before == null) {
                total.incrementAndGet();
            }
            return before == null ? call : Math.max(before, call);
        });
    }

    /** Returns some of the keys, to be sent now. */
    Map<EntryKey, Long> next(int atMost) {
        Map<EntryKey, Long> batch = new HashMap<>();
        for (Map.Entry<EntryKey, Long> waiting : calls.entrySet()) {
            if (batch.size() == atMost) {
                break;
            }
            batch.put(waiting.getKey(), waiting.getValue());
        }
        return batch;
    }

    /** The store has acknowledged what was sent; an answer says nothing about a call that came after the sending. */
    void acknowledged(Map<EntryKey, Long> sent) {
        sent.forEach(this::forget);
    }

    /** Forgets one key, unless a later call has put it here again. */
    boolean forget(EntryKey key, long call) {
        boolean forgotten = calls.remove(key, call);
        if (forgotten) {
            total.decrementAndGet();
        }
        return forgotten;
    }

    /** Forgets those for which something else stands by now. */
    void forgetIf(BiPredicate<EntryKey, Long> condition) {
        calls.forEach((key, call) -> {
            if (condition.test(key, call)) {
                forget(key, call);
            }
        });
    }

    void forEach(Consumer<EntryKey> action) {
        calls.keySet().forEach(action);
    }
}
