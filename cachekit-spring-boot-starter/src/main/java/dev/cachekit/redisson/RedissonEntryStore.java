package dev.cachekit.redisson;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
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
    private final LaneRecords lanes;
    private final Removal removal;
    private final PatternRemoval patternRemoval;
    private final LeaseEnds leaseEnds;

    RedissonEntryStore(
            KeyNames names,
            EntryReads reads,
            ScriptRunner scripts,
            LaneRecords lanes,
            Removal removal,
            PatternRemoval patternRemoval,
            LeaseEnds leaseEnds) {
        this.names = names;
        this.reads = reads;
        this.scripts = scripts;
        this.lanes = lanes;
        this.removal = removal;
        this.patternRemoval = patternRemoval;
        this.leaseEnds = leaseEnds;
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return reads.find(key);
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        return reads.findAll(keys);
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        Token rejected = request.rejected();
        return new LeaseCall(scripts, names, key, request).send(rejected == null ? "" : rejected.value());
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        return scripts.test(
                LuaScript.FILL,
                names.withIncarnation(key),
                entry.token(),
                EntryFormat.write(entry, ttl),
                Millis.of(ttl));
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return scripts.test(LuaScript.EXTEND, names.withIncarnation(key), token, Millis.of(duration));
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token) {
        return scripts.test(LuaScript.RELEASE, names.withIncarnation(key), token)
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
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        return put(key, entry, ttl, "always").thenAccept(stored -> {});
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        return put(key, entry, ttl, "absent");
    }

    private CompletionStage<Boolean> put(EntryKey key, Entry entry, Ttl ttl, String mode) {
        return scripts.test(
                LuaScript.PUT, names.withLane(key), entry.token(), EntryFormat.write(entry, ttl), Millis.of(ttl), mode);
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
                        Millis.of(settlement.ttl()),
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
        return scripts.<Long>run(LuaScript.TTL, ReturnType.LONG, names.withIncarnation(key))
                .thenApply(Millis::expiry);
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return scripts.test(LuaScript.EXPIRE, names.withLane(key), Millis.of(ttl));
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        leaseEnds.add(listener);
    }
}
