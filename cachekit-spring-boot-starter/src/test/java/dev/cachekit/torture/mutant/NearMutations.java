package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of the near caches and of the messages. */
final class NearMutations {

    private static final String REMOVED = "        flights.invalidated(removal);\n        removeNear(removal);\n";

    private NearMutations() {}

    static final List<Mutation> ALL = List.of(
            Mutation.code(
                    "a fill does not look at epochs",
                    NearScenarios.FillMeetsMessage.class,
                    "near.FillGuard",
                    "return epochs.get(stripe(ticket.key())) == ticket.epoch()",
                    "return true"),
            Mutation.code(
                    "an invalidation does not raise the epoch",
                    NearScenarios.FillMeetsMessage.class,
                    "near.NearTier",
                    "        guard.raise(key);\n",
                    ""),
            Mutation.code(
                    "gaps are ignored",
                    NearScenarios.LostMessageBeforeAnother.class,
                    "near.LaneTracker",
                    "return known != UNKNOWN && previous != known;",
                    "return false;"),
            Mutation.code(
                    "beats do not compare stamps",
                    NearScenarios.LostMessage.class,
                    "near.LaneTracker",
                    "return stamp > known;",
                    "return false;"),
            Mutation.code(
                    "lanes are live for ever",
                    NearScenarios.DeadLink.class,
                    "near.LaneWatch",
                    "return nowNanos - tracker(lane).confirmedNanos() <= BOUND_NANOS;",
                    "return true;"),
            Mutation.script(
                    "told only if the key existed",
                    NearScenarios.EvictedKey.class,
                    "invalidate.lua",
                    "raise(KEYS[1], 'I', unpack(KEYS, 3))",
                    "if redis.call('EXISTS', unpack(KEYS, 3)) > 0 then raise(KEYS[1], 'I', unpack(KEYS, 3)) end"),
            Mutation.code(
                    "the own near cache is left to its message",
                    NearScenarios.OwnMessageLost.class,
                    "strategy.CacheInvalidator",
                    REMOVED + "        return ACKNOWLEDGED;",
                    "        flights.invalidated(removal);\n        return ACKNOWLEDGED;"),
            new Mutation(
                    "the own near cache is told first",
                    NearScenarios.ReadDuringInvalidation.class,
                    mutant -> mutant.code(
                                    "dev.cachekit.strategy.CacheInvalidator",
                                    REMOVED + "        return ACKNOWLEDGED;",
                                    "        return ACKNOWLEDGED;")
                            .code(
                                    "dev.cachekit.strategy.CacheInvalidator",
                                    "        return Stages.either(\n                sent(removal, caller)",
                                    "        removeNear(removal);\n        return Stages.either(\n                sent(removal, caller)")));
}
