package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.Reason;
import dev.cachekit.Explanation.State;
import dev.cachekit.Explanation.Tier;
import dev.cachekit.LoadOptions;
import dev.cachekit.Ttl;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.TransactionScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a key names the tier that answers a read, and the reason; and a read then does just that. */
public abstract class ExplainContract {

    private static final Duration TTL = Duration.ofMillis(300);
    private static final String CACHED = "cached";
    private static final String LOADED = "loaded";

    /** What the cache holds; and what another version of the application holds in it. */
    record Name(String text) {}

    record LongName(String text, String more) {}

    /** A state of affairs, and what has to be said of it. */
    public enum Situation {
        NEAR_HIT(Tier.NEAR, Reason.NEAR_HIT, State.VALUE, true),
        STORE_HIT(Tier.STORE, Reason.STORE_HIT, State.VALUE, true),
        ABSENT(Tier.NONE, Reason.ABSENT, State.ABSENT, false),
        EXPIRED(Tier.NONE, Reason.EXPIRED, State.VALUE, false),
        LEASED_ELSEWHERE(Tier.NONE, Reason.LEASED_ELSEWHERE, State.LOADING, false),
        LEASED_HERE(Tier.NONE, Reason.LEASED_HERE, State.LOADING, false),
        TOMBSTONE(Tier.NONE, Reason.TOMBSTONE, State.DENIED, false),
        TAG_INVALIDATED(Tier.NONE, Reason.TAG_INVALIDATED, State.ABSENT, false),
        RELOAD_FAILED(Tier.STORE, Reason.STALE, State.VALUE, true),
        CLEARED(Tier.NONE, Reason.CLEARED, State.ABSENT, false),
        CORRUPT(Tier.NONE, Reason.CORRUPT, State.UNREADABLE, false),
        FINGERPRINT_MISMATCH(Tier.NONE, Reason.FINGERPRINT_MISMATCH, State.UNREADABLE, false),
        SUSPECT_LANE(Tier.STORE, Reason.SUSPECT_LANE, State.VALUE, true),
        OPEN_TRANSACTION(Tier.NONE, Reason.OPEN_TRANSACTION, State.VALUE, false),
        PENDING_INVALIDATION(Tier.NONE, Reason.PENDING_INVALIDATION, State.VALUE, false),
        UNREACHABLE(Tier.NONE, Reason.UNREACHABLE, State.UNREACHABLE, false);

        final Tier tier;
        final Reason reason;
        final State state;
        final boolean served;

        Situation(Tier tier, Reason reason, State state, boolean served) {
            this.tier = tier;
            this.reason = reason;
            this.state = state;
            this.served = served;
        }
    }

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile TransactionScope transaction = TransactionScope.NONE;

    private FaultyEntryStore store;
    private LossyBackplane backplane;
    private CacheKitEngine here;
    private CacheKitEngine there;
    private Cache<String, Name> names;

    /** Both processes of a test share it. */
    protected abstract Backend backend();

    protected abstract Scheduler scheduler();

    protected abstract void passTime(Duration duration);

    @BeforeEach
    void startTwoProcesses() {
        store = new FaultyEntryStore(backend().entries(), scheduler());
        backplane = new LossyBackplane(backend().backplane());
        Backend seenHere = new BackendWithStore(backend(), store, backend().isShared(), backplane);
        String app = "explain" + Sample.token();
        here = kit(app, seenHere).transactions(() -> transaction).build();
        there = kit(app, backend()).build();
        names = here.cache("names", Name.class);
    }

    private CacheKitBuilder kit(String app, Backend backend) {
        return new CacheKitBuilder()
                .app(app)
                .backend(backend)
                .scheduler(scheduler())
                .options(ExplainContract::options);
    }

    private static CacheOptions options(String cache) {
        CacheOptions options = CacheOptions.NONE.with(CacheSetting.JITTER, 0.0, "test");
        return switch (cache) {
            case "near" -> options.with(CacheSetting.NEAR_ENABLED, true, "test");
            case "short" ->
                options.with(CacheSetting.TTL, Ttl.of(TTL), "test")
                        .with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test");
            default -> options;
        };
    }

    @AfterEach
    void endBoth() {
        end.countDown();
        store.recover();
        transaction = TransactionScope.NONE;
        here.close();
        there.close();
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void namesTierAndReason(Situation situation) {
        Cache<String, Name> cache = construct(situation);

        Explanation explanation = cache.explain("1");

        assertThat(explanation.tier()).isEqualTo(situation.tier);
        assertThat(explanation.reason()).isEqualTo(situation.reason);
        assertThat(explanation.state()).isEqualTo(situation.state);
        assertThat(explanation.wouldBeServed()).isEqualTo(situation.served);
        assertThat(explanation.why()).isNotBlank();
        assertReadAgrees(cache, situation);
    }

    /** A read that has to wait for another's load or write is not waited for. */
    private void assertReadAgrees(Cache<String, Name> cache, Situation situation) {
        boolean waits = situation.state == State.LOADING || situation.state == State.DENIED;
        if (!waits) {
            Name read = cache.get("1", key -> new Name(LOADED));
            assertThat(read).isEqualTo(new Name(situation.served ? CACHED : LOADED));
        }
    }

    private Cache<String, Name> construct(Situation situation) {
        switch (situation) {
            case NEAR_HIT -> {
                return near();
            }
            case SUSPECT_LANE -> {
                Cache<String, Name> near = near();
                backplane.heal(); // the subscription was cut and renewed, so messages may be missing
                return near;
            }
            case EXPIRED -> {
                return expired();
            }
            case RELOAD_FAILED -> {
                Cache<String, Name> expired = expired();
                for (int read = 0; read < 2; read++) { // the second is told by the store to leave it alone
                    expired.get("1", key -> {
                        throw new IllegalStateException("the database is away");
                    });
                }
                return expired;
            }
            case ABSENT -> {}
            case LEASED_ELSEWHERE -> loadWithoutEnd(there.cache("names", Name.class));
            case LEASED_HERE -> loadWithoutEnd(names);
            case TOMBSTONE -> writeWithoutEnd();
            case TAG_INVALIDATED -> {
                names.get("1", key -> new Name(CACHED), LoadOptions.defaults().withTags("people"));
                there.cache("names", Name.class).invalidateTag("people");
            }
            case CORRUPT -> damage();
            case FINGERPRINT_MISMATCH -> there.cache("names", LongName.class).put("1", new LongName(CACHED, "more"));
            default -> {
                names.put("1", new Name(CACHED));
                after(situation);
            }
        }
        return names;
    }

    private void after(Situation situation) {
        switch (situation) {
            case CLEARED -> there.cache("names", Name.class).clear();
            case OPEN_TRANSACTION -> transaction = new Touching(key());
            case PENDING_INVALIDATION -> {
                store.next(
                        Operation.INVALIDATE,
                        Collections.nCopies(1_000, new Fault.Fail()).toArray(Fault[]::new));
                names.invalidate("1");
            }
            case UNREACHABLE -> store.breakDown();
            default -> {}
        }
    }

    private Cache<String, Name> expired() {
        Cache<String, Name> expiring = here.cache("short", Name.class);
        expiring.put("1", new Name(CACHED));
        passTime(TTL);
        return expiring;
    }

    private Cache<String, Name> near() {
        Cache<String, Name> near = here.cache("near", Name.class);
        for (int i = 0; i < 500 && near.stats().nearHits() == 0; i++) { // until the subscription and a beat are there
            near.get("1", key -> new Name(CACHED));
            passTime(Duration.ofMillis(20));
        }
        return near;
    }

    private void loadWithoutEnd(Cache<String, Name> cache) {
        cache.async().get("1", key -> unended());
        awaitBegun();
    }

    private void writeWithoutEnd() {
        Cache<String, Name> other = there.cache("names", Name.class);
        CompletableFuture.runAsync(() -> other.write("1", this::unended));
        awaitBegun();
    }

    private Name unended() throws InterruptedException {
        begun.countDown();
        end.await();
        return new Name(CACHED);
    }

    private void awaitBegun() {
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The header stays whole, the value does not. */
    private void damage() {
        names.put("1", new Name(CACHED));
        Entry whole = ((Lookup.Hit) Answers.of(backend().entries().find(key()))).entry();
        ByteBuffer half = ByteBuffer.wrap("{\"text\":".getBytes(StandardCharsets.UTF_8));
        Payload payload =
                new Payload(whole.payload().encoding(), whole.payload().fingerprint(), half);
        Entry damaged = new Entry(whole.token(), payload, whole.storedAt(), whole.loadTime(), null);
        Answers.of(backend().entries().put(key(), damaged, Sample.LONG_TTL));
    }

    private EntryKey key() {
        return here.regions().find("names").orElseThrow().key("1");
    }

    @Test
    void tellsWhenAValueExpiresAndWhenItIsGone() {
        Cache<String, Name> expiring = here.cache("short", Name.class);
        expiring.get("1", key -> new Name(CACHED), LoadOptions.defaults().withTags("people", "staff"));

        Explanation fresh = expiring.explain("1");
        passTime(TTL);
        Explanation stale = expiring.explain("1");

        assertThat(fresh.tags()).containsExactlyInAnyOrder("people", "staff");
        assertThat(fresh.token()).isNotNull();
        assertThat(fresh.payloadBytes()).isPositive();
        assertThat(fresh.softExpiry())
                .isInstanceOfSatisfying(
                        Expiry.In.class, in -> assertThat(in.remaining()).isLessThanOrEqualTo(TTL));
        assertThat(stale.softExpiry()).isInstanceOf(Expiry.Absent.class);
        assertThat(stale.ttl())
                .isInstanceOfSatisfying(
                        Expiry.In.class,
                        in -> assertThat(in.remaining()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
        assertThat(stale.age()).isNotNull();
    }

    @Test
    void tellsWhoRemovedTheKeyLast() {
        assertThat(names.explain("1").lastRemoval()).isNull(); // from now on it listens
        passTime(Duration.ofMillis(300));

        there.cache("names", Name.class).invalidate("1");

        Explanation explanation = names.explain("1");
        for (int i = 0; i < 100 && explanation.lastRemoval() == null; i++) {
            passTime(Duration.ofMillis(20));
            explanation = names.explain("1");
        }
        assertThat(explanation.lastRemoval()).satisfies(removal -> {
            assertThat(removal.what()).isEqualTo("key");
            assertThat(removal.by()).isNotBlank();
        });
    }

    /** Of a transaction that has written a key. */
    private record Touching(EntryKey key) implements TransactionScope {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public FillRule fillRule() {
            return FillRule.NEVER;
        }

        @Override
        public boolean hasTouched(EntryKey other) {
            return other.equals(key);
        }
    }
}
