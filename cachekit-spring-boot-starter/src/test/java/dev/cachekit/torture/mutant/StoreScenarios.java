package dev.cachekit.torture.mutant;

import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Traffic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Races that are decided in the store. */
final class StoreScenarios {

    private StoreScenarios() {}

    /** A load begins, another process invalidates, the load ends. */
    static final class LoadMeetsInvalidation extends Scenario {
        LoadMeetsInvalidation() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.HeldLoad load = a.beginLoad("k", OLD);
            b.cache.invalidate("k");
            load.end();
            return b.get("k", NEW);
        }
    }

    /** An expired value is reloaded beside itself, another process invalidates, the reload ends. */
    static final class ReloadMeetsInvalidation extends Scenario {
        private static final Ttl SHORT = Ttl.of(Duration.ofMillis(400));

        ReloadMeetsInvalidation() {
            super(CacheOptions.NONE
                    .with(CacheSetting.TTL, SHORT, "scenario")
                    .with(CacheSetting.STALE_WHILE_REVALIDATE, Duration.ofSeconds(30), "scenario"));
        }

        @Override
        String run(App a, App b) {
            a.get("k", OLD);
            Steps.pass(SHORT.duration().plusMillis(100));
            App.HeldLoad reload = a.beginLoad("k", OLD);
            b.cache.invalidate("k");
            reload.end();
            Steps.pass(Duration.ofMillis(200));
            return b.get("k", NEW);
        }
    }

    /** A load begins, another process empties the cache, the load ends. */
    static final class LoadMeetsClear extends Scenario {
        LoadMeetsClear() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.HeldLoad load = a.beginLoad("k", OLD);
            b.cache.clear();
            load.end();
            return b.get("k", NEW);
        }
    }

    /** A load begins, another process invalidates, then a second caller comes to the process that loads. */
    static final class JoinAfterInvalidation extends Scenario {
        JoinAfterInvalidation() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.HeldLoad load = a.beginLoad("k", OLD);
            b.cache.invalidate("k");
            CompletableFuture<String> second = a.background(() -> a.get("k", NEW));
            Steps.pass(Duration.ofMillis(200));
            load.end();
            return Steps.join(second);
        }
    }

    /** A process that cannot reach the store loads, another one invalidates, then a second caller comes to the first. */
    static final class JoinWhileAway extends Scenario {
        JoinWhileAway() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            a.link.set(LinkState.hole(Traffic.ALL));
            App.HeldLoad load = a.beginLoad("k", OLD);
            b.cache.invalidate("k");
            long misses = a.cache.stats().misses();
            CompletableFuture<String> second = a.background(() -> a.get("k", NEW));
            Steps.until(() -> a.cache.stats().misses() > misses);
            Steps.pass(Duration.ofMillis(200));
            load.end();
            a.link.set(LinkState.PASS);
            return Steps.join(second);
        }
    }

    /** Two writers: the one that committed first settles last. */
    static final class WritersOutOfOrder extends Scenario {
        WritersOutOfOrder() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.HeldLoad first = a.beginWrite("k", OLD);
            App.HeldLoad second = b.beginWrite("k", NEW);
            second.end();
            first.end();
            return b.get("k", NEW);
        }
    }

    /** Two writers with versions: the one with the lower version settles last. */
    static final class VersionsOutOfOrder extends Scenario {
        VersionsOutOfOrder() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            App.VersionedWrite lower = a.beginVersioned("k");
            App.VersionedWrite higher = b.beginVersioned("k");
            higher.end(NEW, 2);
            lower.end(OLD, 1);
            return b.get("k", NEW);
        }
    }

    /** Two intents on one key; one writer is done, and a load comes before the other commits. */
    static final class IntentsOfTwoWriters extends Scenario {
        private static final Duration WINDOW = Duration.ofSeconds(10);
        private static final EntryKey KEY = new EntryKey(new CacheSpace("mutants", "values", "values"), "k");
        private static final Token DONE = new Token("0000000000000001");
        private static final Token LATE = new Token("0000000000000002");

        IntentsOfTwoWriters() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            a.get("k", OLD);
            Steps.done(a.backend.entries().fence(KEY, DONE, WINDOW));
            Steps.done(a.backend.entries().fence(KEY, LATE, WINDOW));
            Steps.done(a.backend.entries().settle(KEY, new Settlement(DONE, null, Ttl.FOREVER, null)));
            b.get("k", OLD);
            return b.get("k", NEW);
        }
    }

    /** The store refuses scripts for a while, hence invalidations, but answers reads. */
    static final class RefusedInvalidation extends Scenario {
        RefusedInvalidation() {
            super(CacheOptions.NONE);
        }

        /** Twice: a beat that falls into it would let all reads pass the store by. */
        @Override
        String run(App a, App b) {
            String seen = once(a, "k1");
            return seen.equals(OLD) ? OLD : once(a, "k2");
        }

        private String once(App a, String key) {
            a.get(key, OLD);
            send("ACL", "SETUSER", "default", "-eval", "-evalsha");
            try {
                a.cache.invalidate(key);
                return a.get(key, NEW);
            } finally {
                send("ACL", "SETUSER", "default", "+@all");
                Steps.pass(Duration.ofMillis(1_500));
            }
        }
    }
}
