package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of tags. */
final class TagMutations {

    private TagMutations() {}

    static final List<Mutation> ALL = List.of(
            Mutation.code(
                    "the tag clock is read too late",
                    TagScenarios.LoadMeetsTag.class,
                    "strategy.LeaseAsk",
                    "tagClock = clock;",
                    "tagClock = clock + 60_000_000L;"),
            Mutation.code(
                    "a lost table of tags means no invalidations",
                    TagScenarios.LostTable.class,
                    "redisson.TagTables",
                    "|| table.containsKey(FLOOR)\n                        && Stream",
                    "|| Stream"),
            Mutation.code(
                    "near caches do not heed tags",
                    TagScenarios.NearTag.class,
                    "near.NearTier",
                    "if (!marks.mark(tags, count)) {",
                    "if (tags.isEmpty()) {"));
}
