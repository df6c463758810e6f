package dev.cachekit.spring.aop;

import dev.cachekit.engine.CacheKitEngine;

/**
 * What coordinates within this process while CacheKit is switched off. It is no bean of its own type, so that it is not taken
 * for the application's CacheKit.
 *
 * @param engine caches nothing that anybody would ask for
 */
public record SwitchedOffEngine(CacheKitEngine engine) implements AutoCloseable {

    @Override
    public void close() {
        engine.close();
    }
}
