package dev.cachekit.torture.history;

import java.time.Duration;

/**
 * Turns what was announced into what must be seen from when on.
 *
 * <ul>
 *   <li>Acknowledged: by every process after the cache's bound, by the one that changed it at once.
 *   <li>Queued: by the one that changed it at once; by the others when everything has settled, if that one lived.
 *   <li>Acknowledged by a primary that was lost: when the failover is over and the one that changed it had its links for
 *       long enough to repeat it, if it lived so long.
 * </ul>
 */
final class Obligations {

    private final Promises promises;
    private final Disturbances disturbances;

    Obligations(Promises promises, Disturbances disturbances) {
        this.promises = promises;
        this.disturbances = disturbances;
    }

    void impose(String name, Row row) {
        CacheRule rule = promises.of(name);
        row.changes.forEach(by -> impose(row, rule, by));
        if (rule.sinceCommit()) {
            row.commits.values().forEach(commit -> fromCommit(row, rule, commit));
        }
        row.closeAcknowledgements();
    }

    private void impose(Row row, CacheRule rule, Row.ChangeBy by) {
        Event.Change change = by.change();
        if (change.acknowledged()) {
            row.acknowledged(change.version(), change.end());
        }
        long lossSettled = lossSettled(by.process(), change.start(), change.end());
        boolean livedThrough = disturbances.death(by.process()) > lossSettled;
        row.atHome(by.process()).raise(Math.max(change.end(), lossSettled), change.version());
        if (change.acknowledged() && livedThrough) {
            row.everywhere.raise(
                    Math.max(change.end() + rule.bound().toNanos(), lossSettled + nanos(rule.bound(), lossSettled)),
                    change.version());
        } else if (!change.acknowledged()) {
            whenSettled(row, rule, by);
        }
    }

    private static long nanos(Duration bound, long lossSettled) {
        return lossSettled == Long.MIN_VALUE ? 0 : bound.toNanos();
    }

    private void whenSettled(Row row, CacheRule rule, Row.ChangeBy by) {
        if (disturbances.calm() != Long.MAX_VALUE && disturbances.death(by.process()) == Long.MAX_VALUE) {
            long settled = Math.max(by.change().end(), disturbances.calm())
                    + rule.bound().toNanos()
                    + promises.settling().toNanos();
            row.everywhere.raise(settled, by.change().version());
        }
    }

    /** Intents that a lost primary acknowledged are lost; then only the change itself binds, if its process lived. */
    private void fromCommit(Row row, CacheRule rule, Event.Commit commit) {
        if (disturbances.failovers().stream().noneMatch(failover -> overlaps(failover, commit.start(), commit.end()))) {
            row.everywhere.raise(commit.end() + rule.bound().toNanos(), commit.version());
        }
    }

    /** When the loss of what was acknowledged in a time is made good; at the beginning of time if nothing was lost. */
    private long lossSettled(String process, long start, long end) {
        long repeating = promises.afterFailover().toNanos();
        return disturbances.failovers().stream()
                .filter(failover -> overlaps(failover, start, end))
                .mapToLong(
                        failover -> disturbances.linked(process, Math.max(failover.end(), end), repeating) + repeating)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static boolean overlaps(Event.Failover failover, long start, long end) {
        return failover.start() <= end && failover.end() >= start;
    }
}
