package dev.cachekit.contract;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value of the {@link EntryAutomaton} with its times in milliseconds, and the load that is about to replace it. */
final class StoredValue {

    private static final long NEVER = Long.MAX_VALUE;

    private final Entry entry;
    private final long storedAt;
    private long freshUntil;
    private @Nullable Token reloader;
    private long reloadEnds;
    private long restEnds;

    StoredValue(Entry entry, Ttl ttl, long now) {
        this.entry = entry;
        this.storedAt = now;
        expire(ttl, now);
    }

    /** As {@link EntryAutomaton#state}. */
    Object state() {
        return Arrays.asList(entry, storedAt, freshUntil, reloader, reloadEnds, restEnds);
    }

    Entry entry() {
        return entry;
    }

    boolean isFrom(@Nullable Token token) {
        return entry.token().equals(token);
    }

    boolean hasEnded(long now) {
        return freshUntil != NEVER && freshUntil + entry.grace().toMillis() <= now;
    }

    void expire(Ttl ttl, long now) {
        freshUntil = ttl.isForever() ? NEVER : now + ttl.duration().toMillis();
    }

    Freshness freshness(long now) {
        Ttl ttl = freshUntil == NEVER ? Ttl.FOREVER : Ttl.of(Duration.ofMillis(freshUntil - storedAt));
        Token loading = now < reloadEnds ? reloader : null;
        return new Freshness(Duration.ofMillis(now - storedAt), ttl, loading);
    }

    Expiry expiry(long now) {
        return freshUntil == NEVER ? new Expiry.Never() : new Expiry.In(Duration.ofMillis(freshUntil - now));
    }

    boolean isReloadedBy(Token token, long now) {
        return token.equals(reloader) && now < reloadEnds;
    }

    LeaseReply reload(Token token, long now, long until) {
        if (reloader != null && now < reloadEnds && !reloader.equals(token)) {
            return new LeaseReply.Held(reloader, Duration.ofMillis(reloadEnds - now));
        }
        if (now < restEnds) {
            return new LeaseReply.Resting(Duration.ofMillis(restEnds - now));
        }
        reloader = token;
        reloadEnds = until;
        return new LeaseReply.Granted();
    }

    void rest(long until) {
        reloader = null;
        restEnds = until;
    }
}
