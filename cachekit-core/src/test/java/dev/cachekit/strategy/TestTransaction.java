package dev.cachekit.strategy;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A transaction that the test ends. */
final class TestTransaction implements TransactionScope {

    private final FillRule rule;
    private final Set<EntryKey> touched = new HashSet<>();
    private final Set<CacheSpace> touchedSpaces = new HashSet<>();
    private final List<Consumer<Outcome>> actions = new ArrayList<>();

    TestTransaction(FillRule rule) {
        this.rule = rule;
    }

    void end(Outcome outcome) {
        actions.forEach(action -> action.accept(outcome));
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public FillRule fillRule() {
        return rule;
    }

    @Override
    public boolean hasTouched(EntryKey key) {
        return touched.contains(key) || touchedSpaces.contains(key.space());
    }

    @Override
    public void touch(Collection<EntryKey> keys) {
        touched.addAll(keys);
    }

    @Override
    public void touchAll(CacheSpace space) {
        touchedSpaces.add(space);
    }

    @Override
    public void onCompletion(Consumer<Outcome> action) {
        actions.add(action);
    }
}
