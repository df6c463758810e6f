package dev.cachekit.spring.aop.annotated;

import dev.cachekit.NotAvailableYetException;

/** What the annotations announce and this version cannot do: it stops the start rather than being ignored. */
final class NotBuiltYet {

    private NotBuiltYet() {}

    static void checkCacheAside(AttributeText attributes) {
        if (!attributes.get("keys").isEmpty()) {
            throw new NotAvailableYetException(attributes.where(), "keys", "give key, one key per call");
        }
    }
}
