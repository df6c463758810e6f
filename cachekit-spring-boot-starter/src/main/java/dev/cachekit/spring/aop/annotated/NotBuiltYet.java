package dev.cachekit.spring.aop.annotated;

import dev.cachekit.NotAvailableYetException;

/** What the annotations announce and this version cannot do: it stops the start rather than being ignored. */
final class NotBuiltYet {

    private NotBuiltYet() {}

    static void checkCacheAside(AttributeText attributes) {
        refuseTags(attributes);
        refuseText(attributes, "keys", "give key, one key per call");
        refuseStale(attributes);
    }

    private static void refuseStale(AttributeText attributes) {
        refuseText(attributes, "staleOnError", "leave it out: a failing method throws");
        refuseText(attributes, "staleWhileRevalidate", "leave it out: an expired value is loaded anew");
        if (attributes.annotation().getClassArray("staleExcept").length > 0) {
            refuse(attributes, "staleExcept", "leave it out");
        }
        if (attributes.annotation().getDouble("refreshAhead") != 0) {
            refuse(attributes, "refreshAhead", "leave it out: an expired value is loaded anew");
        }
    }

    static void checkInvalidate(AttributeText attributes) {
        refuseTags(attributes);
    }

    static void refuseTags(AttributeText attributes) {
        if (attributes.annotation().getStringArray("tags").length > 0) {
            refuse(attributes, "tags", "use key, keys, pattern or all");
        }
    }

    private static void refuseText(AttributeText attributes, String attribute, String remedy) {
        if (!attributes.get(attribute).isEmpty()) {
            refuse(attributes, attribute, remedy);
        }
    }

    private static void refuse(AttributeText attributes, String feature, String remedy) {
        throw new NotAvailableYetException(attributes.where(), feature, remedy);
    }
}
