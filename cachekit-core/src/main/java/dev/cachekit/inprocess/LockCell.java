package dev.cachekit.inprocess;

import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who holds one lock, and who waits for it, at one moment. Used by one thread; the store keeps a new one after each step. */
final class LockCell {

    /** Of a holder, or of a place in the queue. */
    private record Stay(boolean shared, long end, long fence) {}

    private final long now;
    private final Map<Token, Stay> holders = new LinkedHashMap<>();
    private final Map<Token, Stay> queue = new LinkedHashMap<>();
    private final Map<Token, Long> givenUp = new LinkedHashMap<>();
    private boolean awaited;

    private LockCell(long now) {
        this.now = now;
    }

    /** What is left of a cell at that time; of none, an empty one. */
    static LockCell at(long now, @Nullable LockCell before) {
        LockCell cell = new LockCell(now);
        if (before != null) {
            before.holders.forEach((token, stay) -> keep(cell.holders, token, stay, now));
            before.queue.forEach((token, stay) -> keep(cell.queue, token, stay, now));
            before.givenUp.forEach((token, end) -> keep(cell.givenUp, token, end, now));
            // who waited saw these ends, and asks by itself
            cell.awaited = before.awaited && !cell.isEmpty();
        }
        return cell;
    }

    private static void keep(Map<Token, Stay> stays, Token token, Stay stay, long now) {
        if (stay.end > now) {
            stays.put(token, stay);
        }
    }

    private static void keep(Map<Token, Long> notes, Token token, long end, long now) {
        if (end > now) {
            notes.put(token, end);
        }
    }

    LockReply acquire(LockRequest request, LongSupplier fences) {
        if (givenUp.containsKey(request.acquisition())) {
            return new LockReply.Busy(Duration.ZERO);
        }
        long until = busyUntil(request);
        if (until > now) {
            await(request);
            return new LockReply.Busy(Duration.ofNanos(until - now));
        }
        Stay held = holders.get(request.acquisition());
        long fence = held != null ? held.fence : fences.getAsLong();
        queue.remove(request.acquisition());
        holders.put(request.acquisition(), new Stay(request.shared(), after(request.lease()), fence));
        return new LockReply.Granted(fence);
    }

    boolean extend(Token acquisition, Duration lease) {
        Stay extended = holders.computeIfPresent(
                acquisition, (token, held) -> new Stay(held.shared, Math.max(held.end, after(lease)), held.fence));
        return extended != null;
    }

    boolean release(Token acquisition) {
        boolean held = holders.remove(acquisition) != null;
        queue.remove(acquisition);
        if (!held) {
            givenUp.put(acquisition, after(LockStore.GIVEN_UP));
        }
        return held;
    }

    /** Whose turn it is to ask: some of the queue, or if none is in it all others; null if nobody is to be told. */
    @Nullable
    Set<Token> next() {
        if (holders.values().stream().anyMatch(holder -> !holder.shared)) {
            return null;
        }
        Set<Token> front = front();
        if (!front.isEmpty()) {
            return front;
        }
        boolean tellsOthers = awaited && holders.isEmpty() && queue.isEmpty();
        awaited &= !tellsOthers;
        return tellsOthers ? Set.of() : null;
    }

    /** One who does not share, if nobody holds the lock; or all who share before the first who does not. */
    private Set<Token> front() {
        Set<Token> front = new LinkedHashSet<>();
        for (Map.Entry<Token, Stay> place : queue.entrySet()) {
            if (!place.getValue().shared) {
                return front.isEmpty() && holders.isEmpty() ? Set.of(place.getKey()) : front;
            }
            front.add(place.getKey());
        }
        return front;
    }

    boolean isEmpty() {
        return holders.isEmpty() && queue.isEmpty() && givenUp.isEmpty();
    }

    /** Until when any of this matters. */
    long end() {
        return Math.max(
                Math.max(latest(holders.values()), latest(queue.values())),
                givenUp.values().stream().mapToLong(end -> end).max().orElse(now));
    }

    /** When all whom a request has to let pass will have gone, unless they are extended; not later than now if there are none. */
    private long busyUntil(LockRequest request) {
        if (holders.containsKey(request.acquisition())) {
            return now;
        }
        long until = now;
        for (Stay holder : holders.values()) {
            until = Math.max(until, endOf(holder, request));
        }
        for (Map.Entry<Token, Stay> place : queue.entrySet()) {
            if (place.getKey().equals(request.acquisition())) {
                return until;
            }
            until = Math.max(until, endOf(place.getValue(), request));
        }
        return until;
    }

    private long endOf(Stay stay, LockRequest request) {
        return stay.shared && request.shared() ? now : stay.end;
    }

    /** A place that is there already keeps its position. */
    private void await(LockRequest request) {
        switch (request.turn()) {
            case NONE -> {}
            case ANY -> awaited = true;
            case QUEUED -> queue.put(request.acquisition(), new Stay(request.shared(), after(LockRequest.PLACE), 0));
        }
    }

    private long latest(Collection<Stay> stays) {
        return stays.stream().mapToLong(Stay::end).max().orElse(now);
    }

    private long after(Duration duration) {
        return now + duration.toNanos();
    }
}
