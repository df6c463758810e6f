package dev.cachekit.redisson;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.redisson.api.RScript.ReturnType;

/** The entries in Redis: reads are plain commands, everything else is a script. */
final class RedissonEntryStore implements EntryStore {

    private static final byte[] NOTHING = {};

    private final KeyNames names;
    private final EntryReads reads;
    private final ScriptRunner scripts;
    private final KeyScript<List<Object>> lease;
    private final KeyScript<Long> fill;
    private final LaneRecords lanes;
    private final Removal removal;
    private final PatternRemoval patternRemoval;
    private final TagTables tags;
    private final LeaseEnds leaseEnds;
    private final Puts puts;
    private final Lifetimes lifetimes;

    RedissonEntryStore(Parts parts, LeaseEnds leaseEnds) {
        this.names = parts.names();
        this.scripts = parts.scripts();
        this.lease = parts.script(LuaScript.LEASE, ReturnType.LIST);
        this.fill = parts.script(LuaScript.FILL, ReturnType.LONG);
        this.leaseEnds = leaseEnds;
        this.lanes = new LaneRecords(parts);
        this.removal = new Removal(scripts, names);
        this.patternRemoval = new PatternRemoval(parts.client(), parts.commands(), removal, names);
        this.tags = new TagTables(parts);
        this.reads = new EntryReads(parts, tags);
        this.puts = new Puts(scripts, reads, names);
        this.lifetimes = new Lifetimes(scripts, reads, names);
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return reads.find(key);
    }

    @Override
    public CompletionStage<Inspected> inspect(EntryKey key) {
        return reads.inspect(key);
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        return reads.findAll(keys);
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return new LeaseCall(lease, reads, names, key, request).send();
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        return fill.run(
                        key.lane(),
                        names.withIncarnation(key),
                        entry.token(),
                        EntryFormat.write(entry, ttl),
                        Millis.kept(ttl, entry.grace()))
                .thenApply(stored -> stored == 1);
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return scripts.test(LuaScript.EXTEND, names.withIncarnation(key), token, Millis.of(duration));
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token, Duration rest) {
        return scripts.test(LuaScript.RELEASE, names.withIncarnation(key), token, rest.toMillis())
                .thenAccept(released -> {});
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        return removal.remove(keys).thenAccept(removed -> {});
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        return patternRemoval.remove(space, glob);
    }

    @Override
    public CompletionStage<Void> clear(CacheSpace space) {
        return removal.clear(space);
    }

    @Override
    public CompletionStage<Long> tagClock(CacheSpace space) {
        return tags.clock(space);
    }

    @Override
    public CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> names) {
        return tags.invalidate(space, names);
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        return puts.put(key, entry, ttl);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        return puts.putIfAbsent(key, entry, ttl);
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        byte[] fence = EntryFormat.writeFence(writer);
        return scripts.test(LuaScript.FENCE, names.withLane(key), writer, Millis.of(window), fence)
                .thenAccept(fenced -> {});
    }

    @Override
    public CompletionStage<Settlement.Outcome> settle(EntryKey key, Settlement settlement) {
        Entry entry = settlement.entry();
        Long stampBefore = settlement.stampBefore();
        return scripts.<String>run(
                        LuaScript.SETTLE,
                        ReturnType.STRING,
                        names.withLane(key),
                        settlement.writer(),
                        entry == null ? NOTHING : EntryFormat.write(entry, settlement.ttl()),
                        entry == null ? 0 : Millis.kept(settlement.ttl(), entry.grace()),
                        stampBefore == null ? NOTHING : stampBefore)
                .thenApply(RedissonEntryStore::outcome);
    }

    private static Settlement.Outcome outcome(String reply) {
        return switch (reply) {
            case "S" -> Settlement.Outcome.STORED;
            case "K" -> Settlement.Outcome.KEPT_NEWER;
            default -> Settlement.Outcome.INVALIDATED;
        };
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        return lanes.read();
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        return lifetimes.ttl(key);
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return lifetimes.expire(key, ttl);
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        leaseEnds.add(listener);
    }
}
