package dev.cachekit.lock;

import dev.cachekit.spi.LockKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets the callers of this process ask for a lock one after the other, in the order in which they came: one contender per
 * process and lock, however many threads. Safe for use by many threads; nothing is kept of a lock that nobody wants.
 */
final class Turns {

    private final ConcurrentMap<LockKey, Deque<CompletableFuture<Void>>> lines;

    Turns() {
        this(new ConcurrentHashMap<>());
    }

    /** The map is given so that tests can break one of its rules and must notice. */
    Turns(ConcurrentMap<LockKey, Deque<CompletableFuture<Void>>> lines) {
        this.lines = lines;
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
            if (left.compareAndSet(false, true) && !come.cancel(false)) {
                next(key); // it had come; else whoever leaves passes it over
            }
        }
    }

    Turn enter(LockKey key) {
        CompletableFuture<Void> come = new CompletableFuture<>();
        lines.compute(key, (same, line) -> {
            Deque<CompletableFuture<Void>> waiting = line == null ? new ArrayDeque<>() : line;
            if (line == null) {
                come.complete(null);
            } else {
                waiting.removeIf(CompletableFuture::isDone);
                waiting.add(come);
            }
            return waiting;
        });
        return new Turn(key, come);
    }

    private void next(LockKey key) {
        CompletableFuture<Void> next = poll(key);
        while (next != null && !next.complete(null)) {
            next = poll(key);
        }
    }

    /** A line without anybody waiting goes with the last who leaves. */
    private @Nullable CompletableFuture<Void> poll(LockKey key) {
        Deque<CompletableFuture<Void>> found = new ArrayDeque<>(1);
        lines.computeIfPresent(key, (same, line) -> {
            CompletableFuture<Void> first = line.poll();
            if (first == null) {
                return null;
            }
            found.add(first);
            return line;
        });
        return found.peek();
    }

    int lines() {
        return lines.size();
    }
}
