package dev.cachekit.redisson;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.config.NameMapper;

/**
 * Reads values of one slot, or of one server without slots, by one command. The client's own way to read several values sorts
 * their keys by slots and their answers by keys, which takes more than the command. Safe for use by many threads.
 */
final class SlotReads {

    private final CommandAsyncExecutor executor;
    private final NameMapper names;

    SlotReads(Redisson client) {
        this.executor = client.getCommandExecutor();
        this.names = executor.getServiceManager().getNameMapper();
    }

    CompletionStage<EntryBytes> entry(String entry, String incarnation) {
        return read(entry, incarnation)
                .thenApply(values -> new EntryBytes((byte[]) values.get(0), (byte[]) values.get(1)));
    }

    /** Absent ones are left out. */
    CompletionStage<Map<String, byte[]>> values(String... keys) {
        return read(keys).thenApply(values -> {
            Map<String, byte[]> found = new HashMap<>(keys.length * 2);
            for (int i = 0; i < keys.length; i++) {
                if (values.get(i) instanceof byte[] value) {
                    found.put(keys[i], value);
                }
            }
            return found;
        });
    }

    private CompletionStage<List<Object>> read(String... keys) {
        Object[] mapped = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            mapped[i] = names.map(keys[i]);
        }
        return executor.readAsync((String) mapped[0], ByteArrayCodec.INSTANCE, RedisCommands.MGET, mapped);
    }
}
