package dev.cachekit.contract;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fence of the {@link EntryAutomaton}: who is inside until when, who of them has met another change, and what those who
 * left with a version would store.
 */
final class StoredFence {

    /** A value that a writer left behind, beaten if a higher version was stored before. */
    record Left(Entry entry, Ttl ttl, boolean beaten) {}

    private final Map<Token, Long> writers = new HashMap<>();
    private final Set<Token> met = new HashSet<>();
    private final Set<Token> spoilt = new HashSet<>();
    private final List<Left> left = new ArrayList<>();
    private @Nullable Long storedBefore;

    /** As {@link EntryAutomaton#state}. */
    Object state() {
        return Arrays.asList(Map.copyOf(writers), Set.copyOf(met), Set.copyOf(spoilt), List.copyOf(left), storedBefore);
    }

    boolean isEmpty() {
        return writers.isEmpty();
    }

    /** Tells whether a value may be stored, at once or when the others have left. */
    boolean allows(Token writer, boolean versioned) {
        return writers.containsKey(writer) && !spoilt.contains(writer) && (versioned || !met.contains(writer));
    }

    boolean isLast(Token writer) {
        return writers.containsKey(writer) && writers.size() == 1;
    }

    boolean hasLeft(Token writer) {
        return !writers.containsKey(writer)
                && left.stream().anyMatch(value -> value.entry().token().equals(writer));
    }

    void enter(Token writer, long until, @Nullable Long stored) {
        storedBefore = writers.isEmpty() ? stored : storedBefore;
        writers.putIfAbsent(writer, until);
        if (writers.size() > 1) {
            met.addAll(writers.keySet());
        }
    }

    /** Leaves without a value, or with one whose place in the order cannot be told. */
    void leave(Token writer) {
        writers.remove(writer);
        spoil();
    }

    /** Leaves a value of a version for the last one to store. */
    void leave(Entry entry, Ttl ttl) {
        writers.remove(entry.token());
        left.add(new Left(entry, ttl, isBeaten(entry)));
    }

    /** A higher version was stored before the first writer entered. */
    boolean isBeaten(Entry entry) {
        return !isEmpty() && storedBefore != null && entry.version() != null && storedBefore > entry.version();
    }

    /** The highest version of those who left; the later of two that are equal. */
    @Nullable
    Left highestLeft() {
        Left highest = null;
        for (Left value : left.stream().filter(value -> !value.beaten()).toList()) {
            highest = highest == null
                            || value.entry().version() >= highest.entry().version()
                    ? value
                    : highest;
        }
        return highest;
    }

    /** Lets nobody who is inside now store a value. */
    void spoil() {
        met.retainAll(writers.keySet());
        spoilt.clear();
        spoilt.addAll(writers.keySet());
        left.clear();
    }

    void passTime(long now) {
        if (writers.values().removeIf(ends -> ends <= now)) {
            spoil();
        }
    }

    void remove() {
        writers.clear();
        met.clear();
        spoilt.clear();
        left.clear();
        storedBefore = null;
    }
}
