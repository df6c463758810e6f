package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of scripts that only random operations meet. */
final class KitMutations {

    private KitMutations() {}

    static final List<Mutation> ALL = List.of(
            Mutation.script(
                    "a pattern does not raise the stamps",
                    KitScenarios.RandomOperations.class,
                    "raise.lua",
                    "raise(KEYS[1], ARGV[1], ARGV[2])",
                    ""),
            Mutation.script(
                    "a beat raises the stamps",
                    KitScenarios.RandomOperations.class,
                    "beat.lua",
                    "  if not at then",
                    "  if true then"));
}
