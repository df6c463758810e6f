package dev.cachekit.redisson;

import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Runs scripts by their digest, and loads those that the server does not know. Every script is also told where to tell
 * of what it does.
 */
final class ScriptRunner {

    private static final int ATTEMPTS = 3;

    private final RedissonClient client;
    private final Server direct;
    private final Commands commands;
    private final Sender sender;
    private final ChangeChannels channels;

    ScriptRunner(RedissonClient client, Server direct, Commands commands, Sender sender, ChangeChannels channels) {
        this.client = client;
        this.direct = direct;
        this.commands = commands;
        this.sender = sender;
        this.channels = channels;
    }

    ScriptRunner through(Sender other) {
        return new ScriptRunner(client, direct, commands, other, channels);
    }

    <R> CompletionStage<R> run(Script script, ReturnType type, List<String> keys, Object... arguments) {
        byte[][] bytes = bytes(arguments);
        return sender.send(operation(script), keys.get(0), server -> run(server, script, type, keys, bytes));
    }

    private <R> CompletionStage<R> run(
            Server server, Script script, ReturnType type, List<String> keys, byte[][] arguments) {
        Object[] all = withPlaces(keys, arguments);
        return unlessUnknown(
                ATTEMPTS,
                server.noted(server.run(script, type, keys, all)),
                () -> Server.loading(direct.scripts(script.sending()), script, type, keys, all));
    }

    /** Runs a script that answers 1 or 0. */
    CompletionStage<Boolean> test(Script script, List<String> keys, Object... arguments) {
        return this.<Long>run(script, ReturnType.LONG, keys, arguments).thenApply(answer -> answer == 1);
    }

    /** Runs a script as one request for several callers, who all have as many keys and arguments. Answers in their order. */
    CompletionStage<List<Object>> runJoint(JointScript script, List<List<String>> keys, List<Object[]> arguments) {
        List<String> allKeys = keys.stream().flatMap(List::stream).toList();
        Stream<Object> each = arguments.stream().flatMap(Arrays::stream);
        return run(
                script,
                ReturnType.LIST,
                allKeys,
                Stream.concat(Stream.of(keys.size()), each).toArray());
    }

    /** Runs a repeatable script once for each list of keys, in one round trip per node. Answers in their order. */
    CompletionStage<List<Long>> runAll(Script script, List<List<String>> keys, Object... arguments) {
        byte[][] bytes = bytes(arguments);
        return commands.send(
                operation(script),
                () -> unlessUnknown(
                        ATTEMPTS,
                        batch(script, keys, bytes),
                        () -> load(script).thenCompose(loaded -> batch(script, keys, bytes))));
    }

    /**
     * Loads what the server does not know; the server may forget it again before it is run. What was unknown was not run, so
     * any script may be sent again.
     */
    private static <R> CompletionStage<R> unlessUnknown(
            int attempts, CompletionStage<R> sent, Supplier<CompletionStage<R>> again) {
        return sent.exceptionallyCompose(
                failure -> attempts > 0 && Commands.unwrap(failure) instanceof RedisNoScriptException
                        ? unlessUnknown(attempts - 1, again.get(), again)
                        : CompletableFuture.failedFuture(failure));
    }

    /** A batch, other than a single command, trusts that what it once loaded is still there. */
    private CompletionStage<String> load(Script script) {
        return direct.scripts(script.sending()).scriptLoadAsync(script.text());
    }

    private CompletionStage<List<Long>> batch(Script script, List<List<String>> keys, byte[][] arguments) {
        RBatch batch = client.createBatch(BatchOptions.defaults());
        RScriptAsync sender = batch.getScript(ByteArrayCodec.INSTANCE);
        keys.forEach(call -> Server.loading(sender, script, ReturnType.LONG, call, withPlaces(call, arguments)));
        return batch.executeAsync()
                .thenApply(result ->
                        result.getResponses().stream().map(Long.class::cast).toList());
    }

    /** To be asked once there is a connection. */
    private Object[] withPlaces(List<String> keys, byte[][] arguments) {
        byte[][] places = channels.arguments(keys.get(0));
        Object[] all = Arrays.copyOf(arguments, arguments.length + places.length, Object[].class);
        System.arraycopy(places, 0, all, arguments.length, places.length);
        return all;
    }

    private static String operation(Script script) {
        return script.name().toLowerCase(Locale.ROOT);
    }

    private static byte[][] bytes(Object[] arguments) {
        byte[][] bytes = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            bytes[i] = bytes(arguments[i]);
        }
        return bytes;
    }

    private static byte[] bytes(Object argument) {
        if (argument instanceof byte[] bytes) {
            return bytes;
        }
        String text = argument instanceof Token token ? token.value() : argument.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
