package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of tags. */
final class TagMutations {

    private TagMutations() {}

    static final List<Mutation> ALL = List.of(
            Mutation.code(
                    "the tag clock is read after the load",
                    TagScenarios.LoadMeetsTag.class,
                    "strategy.Fill",
                    "Tagging.of(lease.tagClock(), ",
                    "Tagging.of(ports.entries().tagClock(region.space()).toCompletableFuture().join(), "),
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
