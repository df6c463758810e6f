package dev.cachekit.contract;

import dev.cachekit.spi.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The fence of the {@link EntryAutomaton}: who is inside until when, and who of them has met another change. */
final class StoredFence {

    private final Map<Token, Long> writers = new HashMap<>();
    private final Set<Token> spoilt = new HashSet<>();

    boolean isEmpty() {
        return writers.isEmpty();
    }

    boolean isAlone(Token writer) {
        return writers.containsKey(writer) && !spoilt.contains(writer);
    }

    void enter(Token writer, long until) {
        if (writers.putIfAbsent(writer, until) == null && writers.size() > 1) {
            spoil();
        }
    }

    void leave(Token writer) {
        writers.remove(writer);
        spoil();
    }

    /** Lets nobody who is inside now store a value. */
    void spoil() {
        spoilt.clear();
        spoilt.addAll(writers.keySet());
    }

    void passTime(long now) {
        writers.values().removeIf(ends -> ends <= now);
        spoilt.retainAll(writers.keySet());
    }

    void remove() {
        writers.clear();
        spoilt.clear();
    }
}
