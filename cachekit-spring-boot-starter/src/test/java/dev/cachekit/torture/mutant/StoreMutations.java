package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of scripts and of the read path. */
final class StoreMutations {

    private StoreMutations() {}

    private static final String JOINS_YOUNG = "return region.near() == null ? oneAfterTheOther() : youngOrOwn();";
    private static final String HOLDS = "local holds = entry.kind ~= 'D' and entry.holder == ARGV[1]";

    static final List<Mutation> ALL = List.of(
            Mutation.script(
                    "a fill does not need its own token",
                    StoreScenarios.LoadMeetsInvalidation.class,
                    "fill.lua",
                    HOLDS,
                    "local holds = true"),
            Mutation.script(
                    "a fill stores if nothing is there",
                    StoreScenarios.LoadMeetsInvalidation.class,
                    "fill.lua",
                    HOLDS,
                    "local holds = entry.kind == '-' or entry.kind ~= 'D' and entry.holder == ARGV[1]"),
            Mutation.script(
                    "a reload does not need its value",
                    StoreScenarios.ReloadMeetsInvalidation.class,
                    "fill.lua",
                    HOLDS,
                    "local holds = true"),
            Mutation.script(
                    "an invalidation leaves leases",
                    StoreScenarios.LoadMeetsInvalidation.class,
                    "removal.lua",
                    "local count = redis.call('UNLINK', KEYS[i])",
                    "local count = entry.kind == 'L' and 0 or redis.call('UNLINK', KEYS[i])"),
            Mutation.script(
                    "clearing a cache keeps its incarnation",
                    StoreScenarios.LoadMeetsClear.class,
                    "clear.lua",
                    "redis.call('UNLINK', KEYS[2])",
                    ""),
            new Mutation(
                    "a load is joined by its key",
                    StoreScenarios.JoinAfterInvalidation.class,
                    mutant -> mutant.code("dev.cachekit.strategy.SharedLoad", JOINS_YOUNG, "return youngOrOwn();")
                            .code(
                                    "dev.cachekit.strategy.Miss",
                                    "        return lease();\n    }\n\n    private CompletionStage<Loaded<V>> lease()",
                                    "        return shared.withoutStore();\n    }\n\n    private CompletionStage<Loaded<V>> lease()")),
            Mutation.code(
                    "without the store a young load is joined whatever its cache promises",
                    StoreScenarios.JoinWhileAway.class,
                    "strategy.SharedLoad",
                    JOINS_YOUNG,
                    "return youngOrOwn();"),
            Mutation.code(
                    "a load in its turn is joined although it has begun",
                    StoreScenarios.JoinWhileAway.class,
                    "strategy.LoadTurns",
                    "return last().hasBegun() ? null : last();",
                    "return last();"),
            Mutation.script(
                    "a writer that met another stores",
                    StoreScenarios.WritersOutOfOrder.class,
                    "settle.lua",
                    "or is_spoilt(entry, incarnation, inside) or (entry.flag == 'm' and not offered)",
                    "or (inside.count > 0 and not offered)"),
            Mutation.script(
                    "the last writer to leave stores its version",
                    StoreScenarios.VersionsOutOfOrder.class,
                    "settle.lua",
                    "return beaten and (inside.bytes and 'K' or 'I') or 'S'",
                    "return 'S'"),
            Mutation.script(
                    "intents are cleared together",
                    StoreScenarios.IntentsOfTwoWriters.class,
                    "settle.lua",
                    "  leave(key, entry, ARGV[1], 'o', inside.lines, inside.latest - moment)",
                    "  redis.call('UNLINK', key)"),
            Mutation.script(
                    "a lease is granted beside a fence",
                    StoreScenarios.IntentsOfTwoWriters.class,
                    "lease.lua",
                    "if entry.kind == 'T' then",
                    "if entry.kind == 'no fence' then"),
            Mutation.code(
                    "a key whose invalidation is queued is read",
                    StoreScenarios.RefusedInvalidation.class,
                    "strategy.ReadParts",
                    "return pending.covers(key);",
                    "return false;"));
}
