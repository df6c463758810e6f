package dev.cachekit.redisson;

import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.Inspected.Cause;
import dev.cachekit.spi.Lookup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries, each together with the incarnation of its cache, which tells whether it still lives. A
 * tagged value costs a second look, at the table of tags. Data of another
 * type reads as absent, because {@code MGET} does not tell; a lease replaces it. A payload shares the array that came
 * from the network.
 */
final class EntryReads {

    /** So many keys a command reads at most. */
    static final int KEYS_PER_COMMAND = 1_000;

    private final Reads reads;
    private final KeyNames names;
    private final ServerClock clock;
    private final TagTables tags;

    EntryReads(Parts parts, TagTables tags) {
        this.reads = parts.reads();
        this.names = parts.names();
        this.clock = parts.clock();
        this.tags = tags;
    }

    CompletionStage<Lookup> find(EntryKey key) {
        String entry = key.storeKey();
        String incarnation = names.incarnation(key.space(), key.lane());
        return reads.entry(key.lane(), entry, incarnation)
                .thenCompose(found -> read(key, found.entry(), found.incarnation()));
    }

    /** As {@link #find}, and shows also what died with an earlier incarnation or with a tag. */
    CompletionStage<Inspected> inspect(EntryKey key) {
        String entry = key.storeKey();
        String incarnation = names.incarnation(key.space(), key.lane());
        return reads.entry(key.lane(), entry, incarnation)
                .thenCompose(found -> inspect(key, found.entry(), found.incarnation()));
    }

    private CompletionStage<Inspected> inspect(EntryKey key, byte @Nullable [] bytes, byte @Nullable [] incarnation) {
        Lookup found = EntryFormat.read(bytes, incarnation, clock.millis(key.lane()));
        if (bytes != null && found instanceof Lookup.Absent) {
            Lookup was = EntryFormat.readWhatever(bytes, clock.millis(key.lane()));
            return CompletableFuture.completedFuture(Inspected.unseen(Cause.CLEARED, was));
        }
        return tags.checked(key, found)
                .thenApply(valid ->
                        valid.equals(found) ? Inspected.of(found) : Inspected.unseen(Cause.TAG_INVALIDATED, found));
    }

    /** Reads bytes that were found under a key; a value one of whose tags was invalidated is absent. */
    CompletionStage<Lookup> read(EntryKey key, byte @Nullable [] bytes, byte @Nullable [] incarnation) {
        return tags.checked(key, EntryFormat.read(bytes, incarnation, clock.millis(key.lane())));
    }

    /** Many keys take several commands at a time: while one runs, other clients wait. */
    CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        List<EntryKey> all = List.copyOf(keys);
        CompletionStage<Map<EntryKey, Lookup>> found = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (int from = 0; from < all.size(); from += KEYS_PER_COMMAND) {
            List<EntryKey> some = all.subList(from, Math.min(from + KEYS_PER_COMMAND, all.size()));
            found = found.thenCombine(read(some), (before, more) -> {
                before.putAll(more);
                return before;
            });
        }
        return found.thenCompose(tags::checked);
    }

    /** Entry and incarnation share a slot, so one command reads both at the same moment on a cluster too. */
    private CompletionStage<Map<EntryKey, Lookup>> read(List<EntryKey> keys) {
        String[] all = keys.stream()
                .flatMap(key -> names.withIncarnation(key).stream())
                .distinct()
                .toArray(String[]::new);
        return reads.values(all).thenApply(found -> lookups(keys, found));
    }

    private Map<EntryKey, Lookup> lookups(Collection<EntryKey> keys, Map<String, byte[]> found) {
        Map<EntryKey, Lookup> lookups = new LinkedHashMap<>(keys.size() * 2);
        for (EntryKey key : keys) {
            byte[] incarnation = found.get(names.incarnation(key.space(), key.lane()));
            lookups.put(key, EntryFormat.read(found.get(key.storeKey()), incarnation, clock.millis(key.lane())));
        }
        return lookups;
    }
}
