package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one read of several keys, asked for together and ended together. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkLease<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CacheRegion<V> region;
    private final BulkLoad<V> load;
    private final Function<EntryKey, @Nullable Token> reloads;
    private final CallScope scope;
    private final Map<EntryKey, LeaseAsk<V>> asks = new LinkedHashMap<>();
    private final List<LeasedLoad<V>> granted = new ArrayList<>();

    /**
     * @param reloads the value of a key which stays readable until it is replaced; null if there is none
     */
    BulkLease(
            CacheReader reader,
            CacheRegion<V> region,
            BulkLoad<V> load,
            Function<EntryKey, @Nullable Token> reloads,
            CallScope scope) {
        this.reader = reader;
        this.region = region;
        this.load = load;
        this.reloads = reloads;
        this.scope = scope;
    }

    /** Sends all requests before it waits for any answer. */
    CompletionStage<Map<EntryKey, LeaseReply>> request(Collection<EntryKey> keys) {
        Duration time = region.settings().lease();
        return request(keys, (key, tagClock) -> new LeaseTerms(time, null, reloads.apply(key), tagClock));
    }

    /** Asks once more for keys that were refused: now the values that were to stay readable count as absent. */
    CompletionStage<Map<EntryKey, LeaseReply>> requestInstead(Collection<EntryKey> refused) {
        refused.forEach(key -> Objects.requireNonNull(asks.remove(key)).refused());
        Duration time = region.settings().lease();
        return request(refused, (key, tagClock) -> new LeaseTerms(time, reloads.apply(key), null, tagClock));
    }

    private CompletionStage<Map<EntryKey, LeaseReply>> request(
            Collection<EntryKey> keys, BiFunction<EntryKey, CompletionStage<Long>, LeaseTerms> terms) {
        CompletionStage<Long> tagClock = reader.tagClock(region, load.tags());
        Map<EntryKey, CompletableFuture<LeaseReply>> replies = new LinkedHashMap<>();
        for (EntryKey key : keys) {
            LeaseAsk<V> ask = new LeaseAsk<>(reader, key, reader.newFlight(scope), terms.apply(key, tagClock));
            asks.put(key, ask);
            replies.put(key, ask.send().toCompletableFuture());
        }
        return CompletableFuture.allOf(replies.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<EntryKey, LeaseReply> answers = new LinkedHashMap<>();
                    replies.forEach((key, reply) -> answers.put(key, reply.join()));
                    return answers;
                });
    }

    /** Takes what was granted; only now do the leases begin to be renewed. */
    void accept(Map<EntryKey, LeaseReply> replies) {
        replies.forEach((key, reply) -> {
            LeaseAsk<V> ask = Objects.requireNonNull(asks.get(key));
            if (reply instanceof LeaseReply.Granted) {
                Fill<V> fill = new Fill<>(reader.ports(), region, ask, load.single(region, key));
                granted.add(new LeasedLoad<>(reader, fill, ask, scope));
            } else {
                ask.refused();
            }
        });
    }

    void abandon() {
        asks.values().forEach(LeaseAsk::abandon);
    }

    List<EntryKey> granted() {
        return granted.stream().map(LeasedLoad::key).toList();
    }

    /** Begins the load of all keys, on this thread. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> load) {
        granted.forEach(one -> one.flight().occupy());
        try {
            return Stages.begun(load);
        } finally {
            granted.forEach(one -> one.flight().free());
        }
    }

    CompletionStage<Void> succeed(Function<EntryKey, V> values) {
        return ended(one -> {
            try {
                return one.succeed(one.encode(values.apply(one.key())));
            } catch (Throwable undecided) { // an Error, too, must not leave the leases of the other keys standing
                return one.fail(undecided);
            }
        });
    }

    CompletionStage<Void> fail(Throwable failure) {
        return ended(one -> one.fail(failure));
    }

    private CompletionStage<Void> ended(Function<LeasedLoad<V>, CompletionStage<Void>> end) {
        return CompletableFuture.allOf(granted.stream()
                .map(end)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
