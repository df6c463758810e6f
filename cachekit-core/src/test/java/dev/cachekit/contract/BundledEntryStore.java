package dev.cachekit.contract;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Token;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store each of whose requests goes in a bundle, between two others that concern another key of its lane or another lane. */
public final class BundledEntryStore {

    private static final CacheSpace OTHERS = new CacheSpace("others", "others", "others");

    private BundledEntryStore() {}

    /** Puts bundles before the store of a backend. */
    public static EntryStore of(Backend backend) {
        return (EntryStore) Proxy.newProxyInstance(
                BundledEntryStore.class.getClassLoader(),
                new Class<?>[] {EntryStore.class},
                (proxy, method, arguments) -> {
                    Bundle bundle = backend.bundle();
                    Token other = Sample.token();
                    bundle.entries().release(new EntryKey(OTHERS, "before" + other), other);
                    try {
                        return method.invoke(bundle.entries(), arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    } finally {
                        bundle.entries().find(new EntryKey(OTHERS, "after" + other));
                        bundle.send();
                    }
                });
    }
}
