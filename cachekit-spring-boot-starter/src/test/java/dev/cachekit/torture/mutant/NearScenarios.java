package dev.cachekit.torture.mutant;

import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lane;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Traffic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What keeps values out of a process that are not fresh any more. */
final class NearScenarios {

    private static final CacheOptions NEAR = CacheOptions.NONE.with(CacheSetting.NEAR_ENABLED, true, "scenario");
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final Duration BEYOND_THE_BOUND = Duration.ofMillis(3_400);

    private NearScenarios() {}

    private abstract static class NearScenario extends Scenario {
        NearScenario() {
            super(NEAR);
        }
    }

    /** A reply with the old value is on its way while the message of its invalidation arrives. */
    static final class FillMeetsMessage extends NearScenario {
        @Override
        String run(App a, App b) {
            b.warm("other", OLD);
            a.get("k", OLD);
            b.link.set(LinkState.noReplies(Traffic.COMMANDS));
            long before = lookUps();
            CompletableFuture<String> early = b.background(() -> b.get("k", NEW));
            Steps.until(() -> lookUps() > before);
            int heard = b.heard();
            a.cache.invalidate("k");
            Steps.until(() -> b.heard() > heard);
            b.link.set(LinkState.PASS);
            Steps.join(early);
            return b.get("k", NEW);
        }
    }

    /** A message is lost; the next of its lane arrives, before any beat. */
    static final class LostMessageBeforeAnother extends NearScenario {
        @Override
        String run(App a, App b) {
            b.warm("k", OLD);
            LinkState noBeats = LinkState.noRequests(Traffic.COMMANDS);
            b.link.set(noBeats, LinkState.loss(Traffic.SUBSCRIPTIONS));
            a.cache.invalidate("k");
            Steps.pass(MOMENT);
            b.link.set(noBeats);
            a.cache.invalidate(neighbour());
            Steps.pass(MOMENT);
            b.link.set(LinkState.PASS);
            return b.get("k", NEW);
        }

        /** Another key of the same lane. */
        private static String neighbour() {
            Lane lane = Lane.of("values", "k");
            return IntStream.iterate(0, i -> i + 1)
                    .mapToObj(Integer::toString)
                    .filter(key -> Lane.of("values", key).equals(lane))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A message is lost, and no other comes. */
    static final class LostMessage extends NearScenario {
        @Override
        String run(App a, App b) {
            b.warm("k", OLD);
            b.link.set(LinkState.loss(Traffic.SUBSCRIPTIONS));
            a.cache.invalidate("k");
            Steps.pass(MOMENT);
            b.link.set(LinkState.PASS);
            Steps.pass(BEYOND_THE_BOUND);
            return b.get("k", NEW);
        }
    }

    /** Nothing arrives any more, in either direction, and nothing is closed. */
    static final class DeadLink extends NearScenario {
        @Override
        String run(App a, App b) {
            b.warm("k", OLD);
            b.link.set(LinkState.hole(Traffic.ALL));
            a.cache.invalidate("k");
            Steps.pass(BEYOND_THE_BOUND);
            return b.get("k", NEW);
        }
    }

    /** The key is not in the store any more, but in a process. */
    static final class EvictedKey extends NearScenario {
        @Override
        String run(App a, App b) {
            b.warm("k", OLD);
            send("DEL", b.cache.explain("k").redisKey());
            a.cache.invalidate("k");
            Steps.pass(BEYOND_THE_BOUND);
            return b.get("k", NEW);
        }
    }

    /** The process that invalidates does not hear its own message. */
    static final class OwnMessageLost extends NearScenario {
        @Override
        String run(App a, App b) {
            a.warm("k", OLD);
            a.link.set(LinkState.loss(Traffic.SUBSCRIPTIONS));
            a.cache.invalidate("k");
            return a.get("k", NEW);
        }
    }

    /** The thread that invalidates is stopped when the store has done it; others read on in its process. */
    static final class OwnThreadStopped extends NearScenario {
        @Override
        String run(App a, App b) {
            a.warm("k", OLD);
            int heard = b.heard();
            a.gate.stopThreads();
            CompletableFuture<String> invalidated = a.background(() -> {
                a.cache.invalidate("k");
                return "done";
            });
            Steps.until(() -> b.heard() > heard);
            Steps.pass(BEYOND_THE_BOUND);
            String read = a.get("k", NEW);
            a.gate.goOn();
            Steps.join(invalidated);
            return read;
        }
    }

    /** The process that invalidates reads the key while the store has not done it yet. */
    static final class ReadDuringInvalidation extends NearScenario {
        @Override
        String run(App a, App b) {
            a.warm("k", OLD);
            a.link.set(LinkState.loss(Traffic.SUBSCRIPTIONS));
            a.gate.shut();
            CompletableFuture<String> invalidated = a.background(() -> {
                a.cache.invalidate("k");
                return "done";
            });
            Steps.pass(MOMENT);
            a.get("k", NEW);
            a.gate.open();
            Steps.join(invalidated);
            return a.get("k", NEW);
        }
    }
}
