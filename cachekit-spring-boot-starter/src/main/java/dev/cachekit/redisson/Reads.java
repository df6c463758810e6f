package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Reads what is stored under keys. Safe for use by many threads. */
interface Reads {

    /** Reads an entry and its incarnation, both of one lane. */
    CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation);

    /** Reads values of any lanes; absent ones are left out. */
    CompletionStage<Map<String, byte[]>> values(String... keys);

    /** Sends a command for each read, at once. */
    static Reads each(Sender sender) {
        return new Reads() {
            @Override
            public CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
                return sender.send("find", entry, server -> server.stored(entry, incarnation));
            }

            @Override
            public CompletionStage<Map<String, byte[]>> values(String... keys) {
                return sender.send("find", keys[0], server -> server.values(keys));
            }
        };
    }
}
