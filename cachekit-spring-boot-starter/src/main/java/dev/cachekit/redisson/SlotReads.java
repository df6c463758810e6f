package dev.cachekit.redisson;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.config.NameMapper;

/**
 * Reads two values of one slot by one command. The client's own way to read several values sorts their keys by slots and their
 * answers by keys, which takes more than the command. Safe for use by many threads.
 */
final class SlotReads {

    private final CommandAsyncExecutor executor;
    private final NameMapper names;

    SlotReads(Redisson client) {
        this.executor = client.getCommandExecutor();
        this.names = executor.getServiceManager().getNameMapper();
    }

    CompletionStage<EntryBytes> read(String entry, String incarnation) {
        String key = names.map(entry);
        CompletionStage<List<Object>> answer =
                executor.readAsync(key, ByteArrayCodec.INSTANCE, RedisCommands.MGET, key, names.map(incarnation));
        return answer.thenApply(values -> new EntryBytes((byte[]) values.get(0), (byte[]) values.get(1)));
    }
}
