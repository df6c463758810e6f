package dev.cachekit.spring.cache;

/** Those who read for one key at the same time, with no change of it since they began. Changed by the store only. */
final class ReferenceReading {

    private final Object key;
    private int readers;

    ReferenceReading(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    ReferenceReading joined() {
        readers++;
        return this;
    }

    /** Whether nobody reads any more. */
    boolean left() {
        readers--;
        return readers == 0;
    }
}
