package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Tagging;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** The tags of caches: one table per cache, in its home lane. A value without tags costs nothing here. */
final class TagTables {

    private static final String FLOOR = "#f";
    private static final int TAGS_PER_SCRIPT = 500;

    private final RedissonClient client;
    private final Commands commands;
    private final ScriptRunner scripts;
    private final KeyNames names;

    TagTables(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.scripts = parts.scripts();
        this.names = parts.names();
    }

    CompletionStage<Long> clock(CacheSpace space) {
        return scripts.run(LuaScript.TAG_CLOCK, ReturnType.LONG, List.of(names.tags(space)));
    }

    CompletionStage<Void> invalidate(CacheSpace space, Collection<String> tags) {
        List<String> all = List.copyOf(tags);
        CompletableFuture<?>[] sent = Stream.iterate(0, from -> from < all.size(), from -> from + TAGS_PER_SCRIPT)
                .map(from -> all.subList(from, Math.min(from + TAGS_PER_SCRIPT, all.size())))
                .map(some -> invalidate(space, some).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(sent);
    }

    private CompletionStage<Long> invalidate(CacheSpace space, List<String> tags) {
        Object[] arguments =
                Stream.concat(Stream.of(space.prefix()), tags.stream()).toArray();
        List<String> keys = List.of(names.lane(Lane.home(space.cache())), names.tags(space));
        return scripts.run(LuaScript.INVALIDATE_TAGS, ReturnType.LONG, keys, arguments);
    }

    /** Takes values one of whose tags was invalidated out of what was found, with one look at each cache's table. */
    CompletionStage<Map<EntryKey, Lookup>> checked(Map<EntryKey, Lookup> found) {
        Map<CacheSpace, Set<String>> asked = new LinkedHashMap<>();
        found.forEach((key, lookup) -> {
            Tagging tags = tags(lookup);
            if (!tags.isEmpty()) {
                asked.computeIfAbsent(key.space(), none -> new LinkedHashSet<>())
                        .addAll(tags.names());
            }
        });
        CompletionStage<Map<EntryKey, Lookup>> valid = CompletableFuture.completedFuture(found);
        for (Map.Entry<CacheSpace, Set<String>> space : asked.entrySet()) {
            valid = valid.thenCombine(
                    read(space.getKey(), space.getValue()), (all, table) -> valid(space.getKey(), all, table));
        }
        return valid;
    }

    private static Map<EntryKey, Lookup> valid(CacheSpace space, Map<EntryKey, Lookup> all, Map<String, String> table) {
        Map<EntryKey, Lookup> valid = new LinkedHashMap<>(all);
        valid.replaceAll((key, lookup) -> key.space().equals(space) ? valid(lookup, table) : lookup);
        return valid;
    }

    /** As {@link #checked(Map)}, of one key. */
    CompletionStage<Lookup> checked(EntryKey key, Lookup found) {
        return tags(found).isEmpty()
                ? CompletableFuture.completedFuture(found)
                : checked(Map.of(key, found)).thenApply(valid -> valid.getOrDefault(key, found));
    }

    /** Data of another type counts as a lost table. */
    private CompletionStage<Map<String, String>> read(CacheSpace space, Set<String> tags) {
        Set<String> fields = tags.stream().map(TagTables::field).collect(Collectors.toSet());
        fields.add(FLOOR);
        return commands.send(
                "find",
                () -> client.<String, String>getMap(names.tags(space), StringCodec.INSTANCE)
                        .getAllAsync(fields)
                        .exceptionallyCompose(failure -> Commands.isOtherType(failure)
                                ? CompletableFuture.completedFuture(Map.of())
                                : CompletableFuture.failedFuture(failure)));
    }

    private static Lookup valid(Lookup lookup, Map<String, String> table) {
        Tagging tags = tags(lookup);
        boolean valid = tags.isEmpty()
                || table.containsKey(FLOOR)
                        && Stream.concat(Stream.of(FLOOR), tags.names().stream().map(TagTables::field))
                                .allMatch(field -> stamp(table.getOrDefault(field, "0")) <= tags.clock());
        return valid ? lookup : new Lookup.Absent();
    }

    private static String field(String tag) {
        return "=" + tag;
    }

    /** What is no stamp of ours invalidates everything. */
    private static long stamp(String text) {
        return text.matches("[0-9]{1,16}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static Tagging tags(Lookup lookup) {
        return lookup instanceof Lookup.Hit hit ? hit.entry().tags() : Tagging.NONE;
    }
}
