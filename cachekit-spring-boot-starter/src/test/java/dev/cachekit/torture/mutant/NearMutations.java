package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of the near caches and of the messages. */
final class NearMutations {

    private static final String REMOVED = "        flights.invalidated(removal);\n        removeNear(removal);\n";

    private static final String SENT = "        return Stages.either(\n                route.send(removal::send)";

    private NearMutations() {}

    /** A message does not tell whose it is, so a process has to remember what it has sent. */
    private static Mutant skippingOwnMessages(Mutant mutant) {
        String invalidate = "    void invalidate(String key) {\n";
        String clear = "    public void clear(CacheSpace space) {\n";
        return mutant.code(
                        "dev.cachekit.near.NearTier",
                        invalidate,
                        "    final java.util.Set<String> own = java.util.concurrent.ConcurrentHashMap.newKeySet();\n"
                                + invalidate)
                .code(
                        "dev.cachekit.near.NearTiers",
                        clear,
                        "    public void sending(EntryKey key) {\n"
                                + "        in(byPrefix, key.space().prefix(), tier -> tier.own.add(key.text()));\n"
                                + "    }\n" + clear)
                .code(
                        "dev.cachekit.near.NearTiers",
                        "            in(byPrefix, key.prefix(), tier -> tier.invalidate(key.text()));",
                        "            in(byPrefix, key.prefix(), tier -> {\n"
                                + "                if (!tier.own.contains(key.text())) tier.invalidate(key.text());\n"
                                + "            });")
                .code(
                        "dev.cachekit.strategy.CacheInvalidator",
                        SENT,
                        "        if (removal instanceof Removal.Keys own) own.keys().forEach(ports.near()::sending);\n"
                                + SENT);
    }

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
                                    SENT,
                                    "        removeNear(removal);\n" + SENT)),
            new Mutation(
                    "own messages are skipped",
                    NearScenarios.OwnThreadStopped.class,
                    NearMutations::skippingOwnMessages));
}
