package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Tells who listens to keys of some reads, as there are many. Safe for use by many threads. */
final class KeySample {

    /** How many reads come to one that is told; a power of two. */
    static final int READS_PER_SAMPLE = 16;

    private final KeyListener listener;

    private KeySample(KeyListener listener) {
        this.listener = listener;
    }

    /** Null if nobody listens, so that a read pays for a look at a field and nothing else. */
    static @Nullable KeySample toldTo(KeyListener listener) {
        return listener == KeyListener.NONE ? null : new KeySample(listener);
    }

    void read(EntryKey key) {
        if ((ThreadLocalRandom.current().nextInt() & (READS_PER_SAMPLE - 1)) == 0) {
            listener.onRead(key, READS_PER_SAMPLE);
        }
    }
}
