package dev.cachekit.event;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import java.util.List;

/** Tells several listeners of keys. One that throws harms neither the call nor the others. */
final class KeyListeners implements KeyListener {

    private final Audience<KeyListener> audience;

    private KeyListeners(List<KeyListener> listeners) {
        this.audience = new Audience<>(listeners);
    }

    /** Nobody is told apart, so that reads need not be counted for nobody. */
    static KeyListener of(List<KeyListener> listeners) {
        return listeners.isEmpty() ? KeyListener.NONE : new KeyListeners(listeners);
    }

    @Override
    public void onRead(EntryKey key, int reads) {
        audience.tell(listener -> listener.onRead(key, reads));
    }

    @Override
    public void onRemoval(Removal removal) {
        audience.tell(listener -> listener.onRemoval(removal));
    }
}
