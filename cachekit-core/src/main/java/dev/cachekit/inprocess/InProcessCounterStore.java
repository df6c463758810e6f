package dev.cachekit.inprocess;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counters in the memory of this process. Every stage is complete when it is returned. */
final class InProcessCounterStore implements CounterStore {

    private static final Count NONE = new Count(0, ElapsedTime.NEVER);

    private final ConcurrentMap<CounterKey, Count> counts;
    private final ElapsedTime time;

    InProcessCounterStore(ElapsedTime time) {
        this.time = time;
        this.counts = Caffeine.newBuilder()
                .expireAfter(Expiry.writing((CounterKey counter, Count count) -> count.left(time.now())))
                .ticker(time::now)
                .executor(Runnable::run)
                .build()
                .asMap();
    }

    /** What a counter stands at, and when it ends. */
    private record Count(long value, long ends) {

        Duration left(long now) {
            return Duration.ofNanos(ends - now);
        }
    }

    @Override
    public CompletionStage<Long> add(CounterKey counter, long delta) {
        return add(counter, delta, () -> NONE);
    }

    @Override
    public CompletionStage<Long> add(CounterKey counter, long delta, Duration ttlIfNew) {
        return add(counter, delta, () -> new Count(0, ElapsedTime.after(time.now(), ttlIfNew)));
    }

    private CompletionStage<Long> add(CounterKey counter, long delta, Supplier<Count> first) {
        try {
            Count added = counts.compute(counter, (same, held) -> sum(held == null ? first.get() : held, delta));
            return completedFuture(added.value());
        } catch (ArithmeticException overflow) {
            return CompletableFuture.failedFuture(overflow);
        }
    }

    @Override
    public CompletionStage<Long> get(CounterKey counter) {
        return completedFuture(value(counts.get(counter)));
    }

    @Override
    public CompletionStage<Map<CounterKey, Long>> getAll(Collection<CounterKey> counters) {
        Map<CounterKey, Long> values = new LinkedHashMap<>();
        counters.forEach(counter -> values.put(counter, value(counts.get(counter))));
        return completedFuture(values);
    }

    @Override
    public CompletionStage<Void> reset(CounterKey counter) {
        counts.remove(counter);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> expire(CounterKey counter, Duration ttl) {
        Count left = counts.computeIfPresent(
                counter, (same, held) -> new Count(held.value(), ElapsedTime.after(time.now(), ttl)));
        return completedFuture(left != null);
    }

    private static Count sum(Count held, long delta) {
        return new Count(Math.addExact(held.value(), delta), held.ends());
    }

    private static long value(@Nullable Count held) {
        return held == null ? 0 : held.value();
    }
}
