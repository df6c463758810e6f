package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one read of several keys, asked for together and ended together. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkLease<V extends @Nullable Object> {

    /** The values that the keys hold now, as far as they are not to be served. */
    interface Standing {

        /** A value that counts as absent; null if there is none. */
        @Nullable
        Token rejected(EntryKey key);

        /** A value that stays readable until it is replaced; null if there is none. */
        @Nullable
        Token reloaded(EntryKey key);
    }

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final BulkLoad<V> load;
    private final Standing standing;
    private final CallScope scope;
    private final Map<EntryKey, LeaseAsk<V>> asks = new LinkedHashMap<>();
    private final List<LeasedLoad<V>> granted = new ArrayList<>();

    BulkLease(ReadParts parts, CacheRegion<V> region, BulkLoad<V> load, Standing standing, CallScope scope) {
        this.parts = parts;
        this.region = region;
        this.load = load;
        this.standing = standing;
        this.scope = scope;
    }

    /**
     * Sends all requests before it waits for any answer. A key without an answer has none in the map; fails if no key has one.
     */
    CompletionStage<Map<EntryKey, LeaseReply>> request(Collection<EntryKey> keys) {
        Map<EntryKey, CompletableFuture<LeaseReply>> sent = parts.ports().together(keys, way -> sent(keys, way));
        return Stages.either(
                Stages.all(sent.values()), done -> CompletableFuture.completedFuture(answered(sent)), failure -> {
                    Map<EntryKey, LeaseReply> replies = answered(sent);
                    if (replies.isEmpty()) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    parts.ports().listener().onStoreFailure(region.name(), "lease", failure);
                    return CompletableFuture.completedFuture(replies);
                });
    }

    private Map<EntryKey, CompletableFuture<LeaseReply>> sent(Collection<EntryKey> keys, EntryStore way) {
        CompletionStage<Long> tagClock = parts.tagClock(region, load.tags(), way);
        Duration time = region.settings().lease();
        List<LeaseAsk<V>> mine = new ArrayList<>();
        for (EntryKey key : keys) {
            LeaseTerms terms = new LeaseTerms(time, standing.rejected(key), standing.reloaded(key), tagClock);
            LeaseAsk<V> ask = new LeaseAsk<>(parts, key, parts.newFlight(scope), terms);
            LeaseAsk<V> before = asks.put(key, ask);
            if (before != null) {
                before.refused();
            }
            mine.add(ask);
        }
        Map<LeaseAsk<V>, LeaseLine.Place> places = new LinkedHashMap<>();
        parts.leaseLine().enterTogether(() -> mine.forEach(ask -> places.put(ask, ask.queue())));
        Map<EntryKey, CompletableFuture<LeaseReply>> sent = new LinkedHashMap<>();
        places.forEach((ask, place) -> sent.put(ask.key(), ask.awaited(place).toCompletableFuture()));
        go(places.values(), way);
        return sent;
    }

    /** What has to wait goes together, too, when the turn of all has come: their answers are waited for together. */
    private void go(Collection<LeaseLine.Place> places, EntryStore way) {
        Map<Boolean, List<LeaseLine.Place>> waiting =
                places.stream().collect(Collectors.partitioningBy(LeaseLine.Place::waits));
        waiting.getOrDefault(false, List.of()).forEach(place -> place.turn().thenRun(() -> place.go(way)));
        List<LeaseLine.Place> later = waiting.getOrDefault(true, List.of());
        Stages.all(later.stream().map(LeaseLine.Place::turn).toList())
                .thenRun(() -> parts.ports().together(later, other -> {
                    later.forEach(place -> place.go(other));
                    return later;
                }));
    }

    private static Map<EntryKey, LeaseReply> answered(Map<EntryKey, CompletableFuture<LeaseReply>> sent) {
        Map<EntryKey, LeaseReply> replies = new LinkedHashMap<>();
        sent.forEach((key, reply) -> {
            if (!reply.isCompletedExceptionally()) {
                replies.put(key, reply.join());
            }
        });
        return replies;
    }

    /** Takes what was granted; only now do the leases begin to be renewed. What was not answered is abandoned. */
    void accept(Map<EntryKey, LeaseReply> replies) {
        Map<EntryKey, Token> tokens = new LinkedHashMap<>();
        replies.forEach((key, reply) -> {
            if (reply instanceof LeaseReply.Granted) {
                tokens.put(key, ask(key).flight().token());
            } else {
                ask(key).refused();
            }
        });
        if (!tokens.isEmpty()) {
            Duration time = ask(tokens.keySet().iterator().next()).duration();
            LeaseRenewal renewal = LeaseRenewal.start(parts.ports(), tokens, time);
            tokens.keySet().forEach(key -> granted.add(leased(ask(key), renewal)));
        }
        abandon(asks.keySet().stream().filter(key -> !replies.containsKey(key)).toList());
    }

    private LeasedLoad<V> leased(LeaseAsk<V> ask, LeaseRenewal renewal) {
        Fill<V> fill = new Fill<>(parts.ports(), region, ask, load.single(region, ask.key()));
        return new LeasedLoad<>(parts, fill, ask, renewal);
    }

    void abandon() {
        abandon(List.copyOf(asks.keySet()));
    }

    private void abandon(List<EntryKey> keys) {
        parts.ports().together(keys, way -> {
            keys.forEach(key -> ask(key).abandon(way));
            return keys;
        });
    }

    List<EntryKey> granted() {
        return granted.stream().map(LeasedLoad::key).toList();
    }

    /** The load of a key that was granted. */
    Flight<Loaded<V>> flight(EntryKey key) {
        return ask(key).flight();
    }

    /** The reading of the tag clock that came with the answer for a key. */
    long tagClock(EntryKey key) {
        return ask(key).tagClock();
    }

    private LeaseAsk<V> ask(EntryKey key) {
        return Objects.requireNonNull(asks.get(key));
    }

    /** Begins the load of all keys, on this thread. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> load) {
        return Flight.begin(granted.stream().map(LeasedLoad::flight).toList(), load);
    }

    /** Hands each value to those who joined, and stores those that can be. */
    CompletionStage<Void> succeed(Function<EntryKey, V> values) {
        List<Conclusion> landed = new ArrayList<>();
        List<Conclusion> failed = new ArrayList<>();
        for (LeasedLoad<V> one : granted) {
            try {
                landed.add(one.landed(one.encode(values.apply(one.key()))));
            } catch (Throwable undecided) { // an Error, too, must not leave the leases of the other keys standing
                failed.add(one.failed(undecided));
            }
        }
        CompletionStage<Void> givenBack =
                failed.isEmpty() ? CompletableFuture.completedFuture(null) : Conclusion.now(parts.ports(), failed);
        return givenBack.thenCombine(Conclusion.whenVisible(parts.ports(), scope, landed), (a, b) -> b);
    }

    /** Hands the failure to those who joined, and gives all leases back. */
    CompletionStage<Void> fail(Throwable failure) {
        return Conclusion.now(
                parts.ports(), granted.stream().map(one -> one.failed(failure)).toList());
    }
}
