package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redisson.api.RScript.ReturnType;

/** Removes keys and raises the stamps of their lanes: a script per lane and cache, all in one round trip per node. */
final class Removal {

    /** So many keys a script removes at most, as other clients wait while it runs. */
    private static final int KEYS_PER_SCRIPT = 100;

    private final ScriptRunner scripts;
    private final KeyNames names;

    Removal(ScriptRunner scripts, KeyNames names) {
        this.scripts = scripts;
        this.names = names;
    }

    /** The keys of one cache in one lane. */
    private record Group(CacheSpace space, Lane lane) {}

    CompletionStage<Void> remove(Collection<EntryKey> keys) {
        return keys.size() == 1 ? remove(keys.iterator().next()) : removeSeveral(keys);
    }

    private CompletionStage<Void> remove(EntryKey key) {
        List<String> call = List.of(names.lane(key.lane()), names.incarnation(key.space(), key.lane()), key.storeKey());
        return scripts.run(LuaScript.INVALIDATE, ReturnType.LONG, call).thenAccept(removed -> {});
    }

    private CompletionStage<Void> removeSeveral(Collection<EntryKey> keys) {
        return remove(
                        LuaScript.INVALIDATE,
                        keys.stream()
                                .collect(Collectors.groupingBy(
                                        key -> new Group(key.space(), key.lane()),
                                        Collectors.mapping(EntryKey::storeKey, Collectors.toList()))))
                .thenAccept(removed -> {});
    }

    /** Removes what was found of a cache, and neither raises stamps nor tells of it. Answers how many keys were there. */
    CompletionStage<Long> sweep(CacheSpace space, Map<Lane, List<String>> keysByLane) {
        return remove(
                LuaScript.SWEEP,
                keysByLane.entrySet().stream()
                        .collect(Collectors.toMap(lane -> new Group(space, lane.getKey()), Map.Entry::getValue)));
    }

    private CompletionStage<Long> remove(LuaScript script, Map<Group, List<String>> keys) {
        List<List<String>> calls = keys.entrySet().stream()
                .flatMap(group -> calls(group.getKey(), group.getValue()))
                .toList();
        return switch (calls.size()) {
            case 0 -> CompletableFuture.completedFuture(0L);
            case 1 -> scripts.run(script, ReturnType.LONG, calls.get(0));
            default ->
                scripts.runAll(script, calls)
                        .thenApply(removed ->
                                removed.stream().mapToLong(Long::longValue).sum());
        };
    }

    /** Forgets the incarnations of a cache, so that all its values and leases are dead. */
    CompletionStage<Void> clear(CacheSpace space) {
        return scripts.runAll(
                        LuaScript.CLEAR,
                        ofAllLanes(lane -> List.of(names.lane(lane), names.incarnation(space, lane))),
                        space.prefix())
                .thenAccept(cleared -> {});
    }

    /** Raises the stamps of all lanes, and tells of nothing. */
    CompletionStage<Void> raiseAll() {
        return raiseAll("N", "");
    }

    /** Raises the stamps of all lanes, and tells that a cache was removed. */
    CompletionStage<Void> announceAll(CacheSpace space) {
        return raiseAll("C", space.prefix());
    }

    private CompletionStage<Void> raiseAll(String kind, String prefix) {
        return scripts.runAll(LuaScript.RAISE, ofAllLanes(lane -> List.of(names.lane(lane))), kind, prefix)
                .thenAccept(raised -> {});
    }

    private static List<List<String>> ofAllLanes(Function<Lane, List<String>> keys) {
        return Lane.all().stream().map(keys).toList();
    }

    private Stream<List<String>> calls(Group group, List<String> keys) {
        List<String> records = List.of(names.lane(group.lane()), names.incarnation(group.space(), group.lane()));
        return Stream.iterate(0, from -> from < keys.size(), from -> from + KEYS_PER_SCRIPT)
                .map(from -> keys.subList(from, Math.min(from + KEYS_PER_SCRIPT, keys.size())))
                .map(some -> Stream.concat(records.stream(), some.stream()).toList());
    }
}
