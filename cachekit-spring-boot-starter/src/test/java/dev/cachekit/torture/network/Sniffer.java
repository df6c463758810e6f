package dev.cachekit.torture.network;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Remembers which kinds of commands a client has sent on one connection. Commands come whole in these tests: a client
 * writes one in one piece.
 */
final class Sniffer {

    /** Enough to see a command's name; payloads are not looked through. */
    private static final int LOOKED_AT = 256;

    private final Set<Traffic> seen = Collections.synchronizedSet(EnumSet.noneOf(Traffic.class));

    void look(byte[] bytes, int length) {
        int some = Math.min(length, LOOKED_AT);
        if (Traffic.SUBSCRIPTIONS.isIn(bytes, some)) {
            seen.add(Traffic.SUBSCRIPTIONS);
        }
        if (Traffic.REPLICATION.isIn(bytes, some)) {
            seen.add(Traffic.REPLICATION);
        }
    }

    boolean saw(Traffic kind) {
        return kind == Traffic.ALL || seen.contains(kind == Traffic.NOT_REPLICATION ? Traffic.REPLICATION : kind);
    }
}
