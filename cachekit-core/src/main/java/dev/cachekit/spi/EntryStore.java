package dev.cachekit.spi;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Holds entries, leases and fences, all under the key of the entry.
 *
 * <p>The one promise everything rests on: a fill succeeds only while the lease it was granted under still stands, and
 * every write and invalidation of a key ends its lease. So a value read before an invalidation is never stored after
 * it.
 *
 * <p>A value is <i>fresh</i> for its lifetime, then <i>stale</i> for its grace, then gone. A stale value is found, with its
 * age, but counts as absent for {@link #putIfAbsent}, {@link #ttl} and {@link #expire}. A value one of whose tags was
 * invalidated after its tag clock was read counts as absent for all who read; {@link #settle} may still compare its
 * version.
 *
 * <p>Every operation is atomic per key and never blocks: it answers through its stage. It may arrive twice with the effect
 * of once, except a lease, which is never sent again by itself: a late copy could bring back a token that an invalidation
 * has ended, and with it a load from before. A stage fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer; the
 * operation may then have happened or not. Implementations are safe for use by many threads.
 */
public interface EntryStore {

    /**
     * Looks up one key.
     *
     * @param key the key
     * @return what is there
     */
    CompletionStage<Lookup> find(EntryKey key);

    /**
     * Looks up several keys, in one round trip per node of the store.
     *
     * @param keys the keys
     * @return one answer per key, absent ones included
     */
    CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys);

    /**
     * Looks up one key and tells also what counts as absent there. For people: it may cost more than {@link #find}.
     *
     * @param key the key
     * @return what is there
     */
    default CompletionStage<Inspected> inspect(EntryKey key) {
        return find(key).thenApply(Inspected::of);
    }

    /**
     * Asks for the lease of a key. Granted if nothing is there, if what is there is foreign or the rejected value, or
     * if the caller holds it already. Where the value that the request reloads is there, it stays readable, and the
     * lease stands beside it: one at a time, not while the value rests, and at most as long as the value is there.
     *
     * @param key the key
     * @param request token and duration
     * @return the answer
     */
    CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request);

    /**
     * Stores a loaded value, if the lease named by its token still stands, alone or beside the value it replaces. Never
     * "if absent".
     *
     * @param key the key
     * @param entry the value; its token is the lease's
     * @param ttl how long it lives
     * @return true if stored, now or by an earlier sending of the same fill; false if refused
     */
    CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl);

    /**
     * Lets a lease last longer.
     *
     * @param key the key
     * @param token the lease's token
     * @param duration how long from now
     * @return false if the lease does not stand any more
     */
    CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration);

    /**
     * Gives a lease back without a value and wakes those who wait. Does nothing if the lease does not stand.
     *
     * @param key the key
     * @param token the lease's token
     * @return done
     */
    default CompletionStage<Void> release(EntryKey key, Token token) {
        return release(key, token, Duration.ZERO);
    }

    /**
     * As {@link #release(EntryKey, Token)}; where a value stayed readable during its reload, nobody reloads it again
     * before the rest is over.
     *
     * @param key the key
     * @param token the lease's token
     * @param rest how long from now, not negative
     * @return done
     */
    CompletionStage<Void> release(EntryKey key, Token token, Duration rest);

    /**
     * Removes values and leases of keys and raises the stamps of their lanes, whether or not anything was there. Fences
     * go on to deny leases, under a new name, but their writers store nothing.
     *
     * @param keys the keys
     * @return done everywhere
     */
    CompletionStage<Void> invalidate(Collection<EntryKey> keys);

    /**
     * Invalidates all keys of a cache whose text matches a glob, without blocking the store. Keys that come into being
     * while it runs may or may not be removed; those that were there before are. The stamps of all lanes are raised
     * before the first key is looked for, so a write without fence that began earlier stores nothing behind its back.
     *
     * @param space the cache
     * @param glob {@code *}, {@code ?} and {@code [a-z]} as in Redis; a backslash takes the next character literally
     * @return how many values and leases were removed, once all are
     */
    CompletionStage<Long> invalidatePattern(CacheSpace space, String glob);

    /**
     * Empties a cache, in a time that does not depend on how many keys it has. Values and leases end; fences go on to
     * deny leases, under a new name, but their writers store nothing. The stamps of all lanes are raised. Who waits for a
     * lease is not told of its end.
     *
     * @param space the cache
     * @return done everywhere
     */
    CompletionStage<Void> clear(CacheSpace space);

    /**
     * Reads the tag clock of a cache. To be read before a load whose value is to carry tags.
     *
     * @param space the cache
     * @return the reading, positive; it grows with every invalidation of a tag
     */
    CompletionStage<Long> tagClock(CacheSpace space);

    /**
     * Invalidates all values of a cache that carry one of the tags and whose tag clock was read before, in a time that
     * does not depend on how many there are. The stamp of the cache's home lane is raised. Leases stand: their values
     * carry the clock that was read before, and are not read if it is too old.
     *
     * @param space the cache
     * @param tags the tags, not empty
     * @return done everywhere
     */
    CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> tags);

    /**
     * Stores a value whatever is there, and raises the lane's stamp.
     *
     * @param key the key
     * @param entry the value
     * @param ttl how long it lives
     * @return done
     */
    CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl);

    /**
     * Stores a value if no fresh value is there. Leases and fences are no values and give way. Raises the lane's stamp if
     * it stores.
     *
     * @param key the key
     * @param entry the value
     * @param ttl how long it lives
     * @return true if stored, now or by an earlier sending of the same put
     */
    CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl);

    /**
     * Begins a write: removes value and lease, and denies leases until the write is settled or the window has passed.
     *
     * @param key the key
     * @param writer the token of the write
     * @param window how long the write may take; later it settles as an invalidation
     * @return done
     */
    CompletionStage<Void> fence(EntryKey key, Token writer, Duration window);

    /**
     * Ends a write. With a version in the entry the higher version wins over a stored value that has one, and of writers
     * that overlapped and all have versions the last to end stores the highest; until then none of their values is found.
     * Otherwise the value is stored only if this write's fence stands and no other writer entered meanwhile or, for a
     * write without fence, if the lane's stamp is still {@code stampBefore} and no fence stands. In all other cases the
     * key is left without a value; fences of other writers stay.
     *
     * @param key the key
     * @param settlement what to store
     * @return what the key holds now
     */
    CompletionStage<Settlement.Outcome> settle(EntryKey key, Settlement settlement);

    /**
     * Reads the stamps of all lanes, in one round trip per node.
     *
     * @return the stamps; a lane without one gets one
     */
    CompletionStage<LaneStamps> stamps();

    /**
     * Tells how long a value is still fresh.
     *
     * @param key the key
     * @return {@link Expiry.Absent} if there is no fresh value
     */
    CompletionStage<Expiry> ttl(EntryKey key);

    /**
     * Sets how long a value is fresh from now; its grace follows. Raises the lane's stamp, because nodes may keep the value
     * with its former lifetime.
     *
     * @param key the key
     * @param ttl the new lifetime, {@link Ttl#FOREVER} to remove the expiry
     * @return false if there is no fresh value
     */
    CompletionStage<Boolean> expire(EntryKey key, Ttl ttl);

    /**
     * Registers who is told when a lease ends for which somebody waited. Messages may be lost; they are a hint to look,
     * never the truth.
     *
     * @param listener told on a thread of the store; must return at once
     */
    void onLeaseEnd(Consumer<LeaseEnd> listener);
}
