package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.util.List;

/**
 * The names of everything in Redis that belongs to one application.
 *
 * @param app the escaped name of the application
 */
record KeyNames(String app) {

    String lane(Lane lane) {
        return app + ":{" + lane.tag() + "}#";
    }

    /** The record of a cache's incarnation in a lane. */
    String incarnation(CacheSpace space, Lane lane) {
        return space.app() + ":{" + lane.tag() + "}@" + space.prefix();
    }

    /** An entry and what tells whether it lives. */
    List<String> withIncarnation(EntryKey key) {
        return List.of(key.storeKey(), incarnation(key.space(), key.lane()));
    }

    /** An entry, what tells whether it lives, and the record of its lane. */
    List<String> withLane(EntryKey key) {
        return List.of(key.storeKey(), incarnation(key.space(), key.lane()), lane(key.lane()));
    }

    String leaseEnds() {
        return app + ":lease-ends";
    }

    String topic(String topic) {
        return app + ":topic:" + topic;
    }

    /** The pattern of all keys of a cache whose text matches a glob, in every lane. */
    String pattern(CacheSpace space, String glob) {
        // A lane's tag is two digits. A star there would let the text of a key of another cache pass as this prefix.
        String digit = "[0-9a-z]";
        return literal(space.app()) + ":{" + digit + digit + "}:" + literal(space.prefix()) + ":" + CacheSpace.FORMAT
                + ":" + glob;
    }

    /** The lane's tag in a key that matched the {@link #pattern} of a cache. */
    String tagOf(CacheSpace space, String key) {
        int start = space.app().length() + 2;
        return key.substring(start, start + 2);
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\*?\\[\\]^-]", "\\\\$0");
    }
}
