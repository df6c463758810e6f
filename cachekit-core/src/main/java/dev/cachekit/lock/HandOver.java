package dev.cachekit.lock;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes one hold of all that was taken for a demand, one part after the other. A lease that is not to be renewed begins when
 * the last part is there; until then all are kept.
 *
 * @param ports what to work with
 * @param demand what was demanded
 * @param parts what was taken
 * @param fence greater than that of every earlier holder of any part
 */
record HandOver(LockPorts ports, LockDemand demand, List<KeyHold> parts, long fence) {

    /** Returns the hold; empty, and all parts given back, if one of them was lost meanwhile. */
    CompletionStage<Optional<Hold>> hold(Caller caller) {
        return Stages.either(
                ports.time().apply(caller).await(everyPartKept()),
                kept -> CompletableFuture.completedFuture(kept ? handed() : lost()),
                failure -> {
                    Hold.releaseAll(parts);
                    return CompletableFuture.failedFuture(failure);
                });
    }

    /**
     * Whoever takes any of them later must get a greater number than the whole has, also if their primaries' clocks differ.
     */
    private CompletableFuture<Boolean> everyPartKept() {
        List<CompletableFuture<Boolean>> answers = parts.stream()
                .filter(part -> part.fence() < fence || !demand.isRenewed() && demand.hasSeveralParts())
                .map(part -> part.raise(fence).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> answers.stream().allMatch(CompletableFuture::join)
                        && parts.stream().allMatch(KeyHold::isHeld));
    }

    private Optional<Hold> handed() {
        if (!demand.isRenewed()) {
            parts.forEach(KeyHold::endRenewal);
        }
        return Optional.of(Hold.of(ports, demand.name(), parts, fence));
    }

    private Optional<Hold> lost() {
        Hold.releaseAll(parts);
        return Optional.empty();
    }
}
