package dev.cachekit.inprocess;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Settlement;
import java.nio.ByteBuffer;

/** Copies the bytes of what is to be stored, so that no caller can change a stored value through its own array. */
final class OwnBytes {

    private OwnBytes() {}

    static Entry of(Entry entry) {
        return new Entry(
                entry.token(),
                of(entry.payload()),
                entry.storedAt(),
                entry.loadTime(),
                entry.version(),
                entry.grace(),
                entry.tags());
    }

    static Settlement of(Settlement settlement) {
        Entry entry = settlement.entry();
        return entry == null
                ? settlement
                : new Settlement(settlement.writer(), of(entry), settlement.ttl(), settlement.stampBefore());
    }

    private static Payload of(Payload payload) {
        byte[] bytes = new byte[payload.size()];
        payload.bytes().get(bytes);
        return new Payload(payload.encoding(), payload.fingerprint(), ByteBuffer.wrap(bytes));
    }
}
