package dev.cachekit.redisson;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redisson.api.RScript.ReturnType;

/** Removes keys and raises the stamps of their lanes: one script per lane, all lanes in one round trip per node. */
final class Removal {

    /** So many keys a script removes at most, as other clients wait while it runs. */
    private static final int KEYS_PER_SCRIPT = 500;

    private final ScriptRunner scripts;
    private final KeyNames names;

    Removal(ScriptRunner scripts, KeyNames names) {
        this.scripts = scripts;
        this.names = names;
    }

    CompletionStage<Long> remove(Collection<EntryKey> keys) {
        return remove(keys.stream()
                .collect(Collectors.groupingBy(
                        EntryKey::lane, Collectors.mapping(EntryKey::storeKey, Collectors.toList()))));
    }

    /** Removes store keys; a lane without keys only has its stamp raised. Answers how many were there. */
    CompletionStage<Long> remove(Map<Lane, List<String>> keysByLane) {
        List<List<String>> calls = keysByLane.entrySet().stream()
                .flatMap(lane -> calls(names.lane(lane.getKey()), lane.getValue()))
                .toList();
        return switch (calls.size()) {
            case 0 -> CompletableFuture.completedFuture(0L);
            case 1 -> scripts.run(LuaScript.INVALIDATE, ReturnType.LONG, calls.get(0), names.leaseEnds());
            default ->
                scripts.runAll(LuaScript.INVALIDATE, calls, names.leaseEnds())
                        .thenApply(removed ->
                                removed.stream().mapToLong(Long::longValue).sum());
        };
    }

    /** Raises the stamps of all lanes. */
    CompletionStage<Long> raiseAll() {
        return remove(Lane.all().stream().collect(Collectors.toMap(Function.identity(), lane -> List.of())));
    }

    private static Stream<List<String>> calls(String lane, List<String> keys) {
        return Stream.iterate(0, from -> from == 0 || from < keys.size(), from -> from + KEYS_PER_SCRIPT)
                .map(from -> call(lane, keys.subList(from, Math.min(from + KEYS_PER_SCRIPT, keys.size()))));
    }

    private static List<String> call(String lane, List<String> keys) {
        List<String> call = new ArrayList<>(keys.size() + 1);
        call.add(lane);
        call.addAll(keys);
        return call;
    }
}
