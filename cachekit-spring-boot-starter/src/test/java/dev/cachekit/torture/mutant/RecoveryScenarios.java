package dev.cachekit.torture.mutant;

import dev.cachekit.operation.CacheOptions;
import java.time.Duration;

/** What is made good after the store was away or has lost something. */
final class RecoveryScenarios {

    private static final Duration RECOVERY = Duration.ofMillis(3_500);

    private RecoveryScenarios() {}

    /** A replica takes over that has not received the invalidation. */
    static final class Failover extends Scenario {
        Failover() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            a.get("k", OLD);
            Steps.pass(Duration.ofMillis(1_500)); // a beat tells who is primary
            String key = a.cache.explain("k").redisKey();
            String kept = (String) send("DUMP", key);
            a.cache.invalidate("k");
            send("RESTORE", key, "60000", kept);
            send("DEBUG", "CHANGE-REPL-ID");
            Steps.pass(RECOVERY);
            return b.get("k", NEW);
        }
    }

    /** The store refused an invalidation and takes such again. */
    static final class Outage extends Scenario {
        Outage() {
            super(CacheOptions.NONE);
        }

        @Override
        String run(App a, App b) {
            a.get("k", OLD);
            send("ACL", "SETUSER", "default", "-eval", "-evalsha");
            a.cache.invalidate("k");
            send("ACL", "SETUSER", "default", "+@all");
            Steps.pass(RECOVERY);
            return b.get("k", NEW);
        }
    }
}
