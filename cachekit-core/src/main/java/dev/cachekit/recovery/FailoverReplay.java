package dev.cachekit.recovery;

import dev.cachekit.operation.FailoverRule;
import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Notices by the beats that another server, or the same one with another life, has taken over a lane, and removes there
 * once more what the journal knows of it. Until that is acknowledged nothing of it is read here. Beats are told one after
 * the other.
 */
final class FailoverReplay {

    private final Journal journal;
    private final PendingRemovals pending;
    private final CacheListener listener;
    private final FailoverRule rule;
    private final Supplier<Collection<CacheSpace>> caches;
    private final Map<Lane, String> primaries = new ConcurrentHashMap<>();

    FailoverReplay(
            Journal journal,
            PendingRemovals pending,
            CacheListener listener,
            FailoverRule rule,
            Supplier<Collection<CacheSpace>> caches) {
        this.journal = journal;
        this.pending = pending;
        this.listener = listener;
        this.rule = rule;
        this.caches = caches;
    }

    void onBeat(long sentNanos, Map<Lane, Beat> answers) {
        Set<Lane> failedOver = new HashSet<>();
        answers.forEach((lane, beat) -> {
            String before = primaries.put(lane, beat.primary());
            if (before != null && !before.equals(beat.primary())) {
                failedOver.add(lane);
            }
        });
        if (!failedOver.isEmpty()) {
            replay(removals(failedOver));
        }
        journal.forget(answers.keySet(), sentNanos);
    }

    private List<Removal> removals(Set<Lane> failedOver) {
        List<Removal> removals = new ArrayList<>(journal.touching(failedOver));
        if (rule == FailoverRule.FENCE) {
            caches.get().forEach(space -> removals.add(new Clear(space)));
        }
        return removals;
    }

    private void replay(List<Removal> removals) {
        removals.forEach(pending::replay);
        listener.onReplayed((int) removals.stream().mapToLong(Removal::count).sum());
    }
}
