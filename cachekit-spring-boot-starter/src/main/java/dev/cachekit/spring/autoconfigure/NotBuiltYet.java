package dev.cachekit.spring.autoconfigure;

import dev.cachekit.NotAvailableYetException;
import org.jspecify.annotations.Nullable;

/** Refuses options that are announced but not built: an option that is accepted must have its effect. */
final class NotBuiltYet {

    private static final String REMEDY = "remove it";

    private NotBuiltYet() {}

    static void refuse(String prefix, DefaultsProperties settings) {
        if (settings.store() == ValueStore.REFERENCE) {
            refuseSet(prefix + ".store", "reference");
        }
    }

    private static void refuseSet(String property, @Nullable Object value) {
        if (value != null) {
            throw new NotAvailableYetException(property, last(property) + " = " + value, REMEDY);
        }
    }

    private static String last(String property) {
        return property.substring(property.lastIndexOf('.') + 1);
    }
}
