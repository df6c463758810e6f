package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests of this process for the lease of one key: one is on its way, and all that come meanwhile share the next one. So a
 * key that many callers miss at the same moment costs a few requests, and a lone caller waits for nobody. Safe for use by many
 * threads.
 *
 * <p>Only a request that has not been sent is shared. Its answer is therefore from a time at which all who share it had
 * begun, as if each had asked by itself just then. A granted lease belongs to one caller alone, and so does a failure: the others
 * ask again.
 */
final class LeaseLine {

    private final EntryStore store;
    private final Scheduler clock;
    private final long patienceNanos;
    private final ConcurrentMap<EntryKey, Asked> underway = new ConcurrentHashMap<>();
    private final Lock several = new ReentrantLock();

    /**
     * Makes one that is empty.
     *
     * @param store where requests go that had to wait
     * @param clock measures how long a request has been on its way
     * @param patience nobody stands in line behind a request that takes longer; negative if nobody stands in line at all
     */
    LeaseLine(EntryStore store, Scheduler clock, Duration patience) {
        this.store = store;
        this.clock = clock;
        this.patienceNanos = Stages.saturatedNanos(patience);
    }

    /** A request with its answer. Its turn comes when the one before it has been answered. */
    private static final class Asked {

        private final LeaseRequest request;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private final CompletableFuture<LeaseReply> answer = new CompletableFuture<>();
        private volatile long sinceNanos;
        private volatile @Nullable Asked next;

        Asked(LeaseRequest request, long sinceNanos) {
            this.request = request;
            this.sinceNanos = sinceNanos;
        }

        boolean isLike(LeaseRequest other) {
            return request.duration().equals(other.duration())
                    && Objects.equals(request.rejected(), other.rejected())
                    && Objects.equals(request.reloads(), other.reloads());
        }

        void end(@Nullable LeaseReply reply, @Nullable Throwable failure) {
            if (failure == null) {
                answer.complete(reply);
            } else {
                answer.completeExceptionally(Stages.cause(failure));
            }
        }
    }

    /** Where a request stands. Whoever takes a place asks, and goes when the turn has come. Used by one call. */
    final class Place {

        private final EntryKey key;
        private final Asked mine;
        private final @Nullable Asked shared;
        private final boolean mayRepeat;

        private Place(EntryKey key, Asked mine, @Nullable Asked shared, boolean mayRepeat) {
            this.key = key;
            this.mine = mine;
            this.shared = shared;
            this.mayRepeat = mayRepeat;
        }

        /** Done when the request may go; it is shared with nobody from then on. Never for one that shares another. */
        CompletionStage<Void> turn() {
            return mine.turn;
        }

        /** Whether the request has to wait for its turn. */
        boolean waits() {
            return shared == null && !mine.turn.isDone();
        }

        /**
         * Sends the request, whose turn has come.
         *
         * @param way how to reach the store
         */
        void go(EntryStore way) {
            send(key, mine, way);
        }

        /**
         * Waits for the answer to the request, or to the one it shares.
         *
         * @param onSent is told when a request goes that is not shared with a place before
         * @return the answer; fails as the request does
         */
        CompletionStage<LeaseReply> answer(Runnable onSent) {
            if (shared == null) {
                mine.turn.thenRun(onSent);
                return mine.answer;
            }
            return shared.isLike(mine.request)
                    ? Stages.either(
                            shared.answer,
                            answer -> answer instanceof LeaseReply.Granted
                                    ? again(onSent)
                                    : CompletableFuture.completedFuture(answer),
                            failure -> again(onSent))
                    : alone(onSent);
        }

        /** Where loads are over before others can share them, or nothing is answered, nobody stands in line for ever. */
        private CompletionStage<LeaseReply> again(Runnable onSent) {
            if (!mayRepeat) {
                return alone(onSent);
            }
            Place other = enter(key, mine.request, false);
            CompletionStage<LeaseReply> answer = other.answer(onSent);
            other.turn().thenRun(() -> other.go(store));
            return answer;
        }

        private CompletionStage<LeaseReply> alone(Runnable onSent) {
            onSent.run();
            return Stages.begun(() -> store.lease(key, mine.request));
        }
    }

    /** Takes the next place for a request. */
    Place enter(EntryKey key, LeaseRequest request) {
        return enter(key, request, true);
    }

    /**
     * Takes places for the requests of a call that has several, at one moment: of two such calls for the same keys one gets all
     * leases, and not each some of them.
     */
    void enterTogether(Runnable places) {
        several.lock();
        try {
            places.run();
        } finally {
            several.unlock();
        }
    }

    private Place enter(EntryKey key, LeaseRequest request, boolean mayRepeat) {
        Asked mine = new Asked(request, clock.nanoTime());
        Asked first = underway.compute(key, (same, before) -> joined(before, mine));
        if (first == mine) {
            mine.turn.complete(null);
            return new Place(key, mine, null, mayRepeat);
        }
        Asked next = Objects.requireNonNull(first.next);
        return new Place(key, mine, next == mine ? null : next, mayRepeat);
    }

    private Asked joined(@Nullable Asked first, Asked mine) {
        if (first == null || mine.sinceNanos - first.sinceNanos > patienceNanos) {
            return mine;
        }
        if (first.next == null) {
            first.next = mine;
        }
        return first;
    }

    private void send(EntryKey key, Asked mine, EntryStore way) {
        Stages.begun(() -> way.lease(key, mine.request)).whenComplete((reply, failure) -> {
            Asked next = advance(key, mine);
            mine.end(reply, failure);
            if (next != null) {
                next.turn.complete(null);
            }
        });
    }

    /** From now on the next request is on its way, and nobody shares it any more. */
    private @Nullable Asked advance(EntryKey key, Asked answered) {
        underway.computeIfPresent(key, (same, first) -> first == answered ? answered.next : first);
        Asked next = answered.next;
        if (next != null) {
            next.sinceNanos = clock.nanoTime();
        }
        return next;
    }
}
