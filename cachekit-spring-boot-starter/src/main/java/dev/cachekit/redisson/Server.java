package dev.cachekit.redisson;

import dev.cachekit.redisson.LuaScript.Sending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.CommonOptions;
import org.redisson.api.options.OptionalOptions;
import org.redisson.client.codec.ByteArrayCodec;

/** What takes commands: the client itself, or one of its batches. */
interface Server {

    /** Reads values; absent ones are left out. Values that share a slot are read at one moment, or one after the other. */
    CompletionStage<Map<String, byte[]>> values(String... keys);

    /** Reads an entry and its incarnation, which share a slot, as {@link #values} does. */
    default CompletionStage<EntryBytes> stored(String entry, String incarnation) {
        return values(entry, incarnation).thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
    }

    /** What runs scripts. */
    RScriptAsync scripts(Sending sending);

    /** Runs a script on the slot of its first key. */
    default <R> CompletionStage<R> run(Script script, ReturnType type, List<String> keys, Object[] arguments) {
        return loading(scripts(script.sending()), script, type, keys, arguments);
    }

    /** Runs a script and loads it first where the client finds that the server does not know it. */
    static <R> CompletionStage<R> loading(
            RScriptAsync runner, Script script, ReturnType type, List<String> keys, Object[] arguments) {
        return runner.evalAsync(
                keys.get(0), Mode.READ_WRITE, script.text(), type, List.<Object>copyOf(keys), arguments);
    }

    /** Adds to a number, once. */
    CompletionStage<Long> add(String key, long delta);

    /** Takes note of a command's own answer, before anything is made of it. */
    default <T> CompletionStage<T> noted(CompletionStage<T> answer) {
        return answer;
    }

    static Server of(RedissonClient client) {
        return new Direct(
                client,
                client instanceof Redisson redisson ? new SlotReads(redisson) : null,
                client.getConfig().isClusterConfig(),
                client.getScript(OptionalOptions.defaults()
                        .codec(ByteArrayCodec.INSTANCE)
                        .retryAttempts(0)),
                client.getScript(OptionalOptions.defaults().codec(ByteArrayCodec.INSTANCE)));
    }

    static Server of(RBatch batch) {
        return new Batched(batch, batch.getScript(ByteArrayCodec.INSTANCE), new HashMap<>());
    }

    /** Each command goes by itself. */
    record Direct(
            RedissonClient client,
            @Nullable SlotReads slots,
            boolean slotted,
            RScriptAsync once,
            RScriptAsync repeatable)
            implements Server {

        @Override
        public CompletionStage<EntryBytes> stored(String entry, String incarnation) {
            return slots == null ? Server.super.stored(entry, incarnation) : slots.entry(entry, incarnation);
        }

        @Override
        public CompletionStage<Map<String, byte[]>> values(String... keys) {
            return slots == null || slotted
                    ? client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(keys)
                    : slots.values(keys);
        }

        @Override
        public RScriptAsync scripts(Sending sending) {
            return sending == Sending.ONCE ? once : repeatable;
        }

        /** By its digest alone: for the case that it has to load it, the client would prepare all arguments twice. */
        @Override
        public <R> CompletionStage<R> run(Script script, ReturnType type, List<String> keys, Object[] arguments) {
            return scripts(script.sending())
                    .evalShaAsync(
                            keys.get(0), Mode.READ_WRITE, script.digest(), type, List.<Object>copyOf(keys), arguments);
        }

        @Override
        public CompletionStage<Long> add(String key, long delta) {
            return client.getAtomicLong(CommonOptions.name(key).retryAttempts(0))
                    .addAndGetAsync(delta);
        }
    }

    /** Keeps the answers of commands as they are, to tell which of them is missing. */
    record Noting(Server server, List<CompletionStage<?>> answers) implements Server {

        @Override
        public CompletionStage<Map<String, byte[]>> values(String... keys) {
            return noted(server.values(keys));
        }

        @Override
        public RScriptAsync scripts(Sending sending) {
            return server.scripts(sending);
        }

        @Override
        public CompletionStage<Long> add(String key, long delta) {
            return noted(server.add(key, delta));
        }

        @Override
        public <T> CompletionStage<T> noted(CompletionStage<T> answer) {
            answers.add(answer);
            return answer;
        }
    }

    /**
     * Commands go when the batch does. It knows no command for several values, so they are asked for one by one, each once: what
     * was removed in between reads as absent all the same, because a value names the incarnation that it belongs to.
     */
    record Batched(RBatch batch, RScriptAsync scripts, Map<String, CompletionStage<byte[]>> asked) implements Server {

        @Override
        public CompletionStage<Map<String, byte[]>> values(String... keys) {
            CompletionStage<Map<String, byte[]>> all = CompletableFuture.completedFuture(new HashMap<>());
            for (String key : keys) {
                all = all.thenCombine(asked.computeIfAbsent(key, this::value), (values, value) -> {
                    if (value != null) {
                        values.put(key, value);
                    }
                    return values;
                });
            }
            return all;
        }

        /** Data of another type reads as absent, as for whoever reads several values. */
        private CompletionStage<byte[]> value(String key) {
            return batch.<byte[]>getBucket(key, ByteArrayCodec.INSTANCE)
                    .getAsync()
                    .exceptionallyCompose(failure -> Commands.isOtherType(failure)
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(failure));
        }

        @Override
        public RScriptAsync scripts(Sending sending) {
            return scripts;
        }

        @Override
        public CompletionStage<Long> add(String key, long delta) {
            return batch.getAtomicLong(key).addAndGetAsync(delta);
        }
    }
}
