package dev.cachekit.torture.network;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which kinds of commands a client has sent on one connection. Commands come whole in these tests: a client
 * writes one in one piece.
 */
final class Sniffer {

    /** Enough to see a command's name; payloads are not looked through. */
    private static final int LOOKED_AT = 256;

    private static final List<String> TELLING = List.of("SUBSCRIBE", "PSYNC");

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    void look(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.min(length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        TELLING.stream().filter(text::contains).forEach(seen::add);
    }

    boolean saw(String word) {
        return seen.contains(word);
    }
}
