package dev.cachekit.torture.mutant;

import java.util.List;

/** Rules of recovery. */
final class RecoveryMutations {

    private RecoveryMutations() {}

    static final List<Mutation> ALL = List.of(
            Mutation.code(
                    "a failover goes unnoticed",
                    RecoveryScenarios.Failover.class,
                    "recovery.FailoverReplay",
                    "if (before != null && !before.equals(beat.primary())) {",
                    "if (before == null) {"),
            Mutation.code(
                    "what was acknowledged is not noted",
                    RecoveryScenarios.Failover.class,
                    "recovery.Journal",
                    "some.keys().forEach(key -> keys.merge(key, now, Journal::later));",
                    ""),
            Mutation.code(
                    "what was not acknowledged is not sent again",
                    RecoveryScenarios.Outage.class,
                    "recovery.Retry",
                    "scheduler.after(delay, () -> run(delay));",
                    "scheduler.nanoTime();"));
}
