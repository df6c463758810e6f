package dev.cachekit.lock;

import dev.cachekit.spi.LockKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets only some callers of this process ask for a lock at a time, in the order in which they came: so what a lock costs the
 * store grows with the processes that want it, not with their threads. Safe for use by many threads; nothing is kept of a
 * lock that nobody wants.
 */
final class Turns {

    private final int most;
    private final ConcurrentMap<LockKey, Line> lines;

    /** So many may have their turn at a time. */
    Turns(int most) {
        this(most, new ConcurrentHashMap<>());
    }

    /** The map is given so that tests can break one of its rules and must notice. */
    Turns(int most, ConcurrentMap<LockKey, Line> lines) {
        this.most = most;
        this.lines = lines;
    }

    /** How many have their turn, and who waits for it. Looked at and changed only inside the map's atomic steps. */
    static final class Line {

        private final Set<CompletableFuture<Void>> waiting = new LinkedHashSet<>();
        private int having;

        private void enter(CompletableFuture<Void> come, int most) {
            if (having < most) {
                having++;
                come.complete(null);
            } else {
                waiting.add(come);
            }
        }

        /** Whoever comes next takes over the turn; without anybody waiting it ends. */
        private @Nullable CompletableFuture<Void> handOn() {
            Iterator<CompletableFuture<Void>> first = waiting.iterator();
            if (!first.hasNext()) {
                having--;
                return null;
            }
            CompletableFuture<Void> next = first.next();
            first.remove();
            return next;
        }
    }

    /** A place in the line, later the turn itself. */
    final class Turn {

        private final LockKey key;
        private final CompletableFuture<Void> come;
        private final AtomicBoolean left = new AtomicBoolean();

        private Turn(LockKey key, CompletableFuture<Void> come) {
            this.key = key;
            this.come = come;
        }

        /** Complete when it is this one's turn. */
        CompletableFuture<Void> come() {
            return come;
        }

        /** Lets the next come; leaving again does nothing. */
        void leave() {
            if (!left.compareAndSet(false, true)) {
                return;
            }
            if (come.cancel(false)) { // whoever hands a turn to this one meanwhile sees it, and passes it over
                forget(key, come);
            } else {
                next(key);
            }
        }
    }

    Turn enter(LockKey key) {
        CompletableFuture<Void> come = new CompletableFuture<>();
        lines.compute(key, (same, known) -> {
            Line line = known == null ? new Line() : known;
            line.enter(come, most);
            return line;
        });
        return new Turn(key, come);
    }

    private void forget(LockKey key, CompletableFuture<Void> come) {
        lines.computeIfPresent(key, (same, line) -> {
            line.waiting.remove(come);
            return line;
        });
    }

    private void next(LockKey key) {
        CompletableFuture<Void> next = handOn(key);
        while (next != null && !next.complete(null)) {
            next = handOn(key);
        }
    }

    /** A line goes with the last who leaves. */
    private @Nullable CompletableFuture<Void> handOn(LockKey key) {
        List<CompletableFuture<Void>> next = new ArrayList<>(1);
        lines.computeIfPresent(key, (same, line) -> {
            CompletableFuture<Void> first = line.handOn();
            if (first != null) {
                next.add(first);
            }
            return line.having == 0 ? null : line;
        });
        return next.isEmpty() ? null : next.get(0);
    }

    int lines() {
        return lines.size();
    }
}
