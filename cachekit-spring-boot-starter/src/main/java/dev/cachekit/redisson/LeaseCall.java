package dev.cachekit.redisson;

import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request for a lease and the reading of its answer. */
final class LeaseCall {

    private static final String FOREIGN = "not an entry of CacheKit";

    private final KeyScript<List<Object>> script;
    private final EntryReads reads;
    private final KeyNames names;
    private final EntryKey key;
    private final LeaseRequest request;

    LeaseCall(KeyScript<List<Object>> script, EntryReads reads, KeyNames names, EntryKey key, LeaseRequest request) {
        this.script = script;
        this.reads = reads;
        this.names = names;
        this.key = key;
        this.request = request;
    }

    CompletionStage<LeaseReply> send() {
        return send(orNothing(request.rejected()));
    }

    private CompletionStage<LeaseReply> send(Object rejected) {
        return script.run(
                        key.lane(),
                        names.withIncarnation(key),
                        request.token(),
                        Millis.of(request.duration()),
                        EntryFormat.writeLease(request.token()),
                        rejected,
                        orNothing(request.reloads()))
                .thenCompose(this::read);
    }

    private CompletionStage<LeaseReply> read(List<Object> reply) {
        return switch (text(reply.get(0))) {
            case "G" -> CompletableFuture.completedFuture(new LeaseReply.Granted(reply.size() > 1 ? FOREIGN : null));
            case "H" ->
                CompletableFuture.completedFuture(new LeaseReply.Held(token(reply.get(1)), millis(reply.get(2))));
            case "R" -> CompletableFuture.completedFuture(new LeaseReply.Resting(millis(reply.get(1))));
            case "T" -> CompletableFuture.completedFuture(new LeaseReply.Fenced(token(reply.get(1))));
            default -> value((byte[]) reply.get(1), (byte[]) reply.get(2));
        };
    }

    /**
     * The script looks at less of a header than the codec, and not at tags: what only the reader finds damaged or
     * invalid is asked for anew.
     */
    private CompletionStage<LeaseReply> value(byte[] bytes, byte[] incarnation) {
        return reads.read(key, bytes, incarnation)
                .thenCompose(found -> found instanceof Lookup.Hit hit
                        ? CompletableFuture.completedFuture(new LeaseReply.Hit(hit.entry(), hit.freshness()))
                        : send(tokenOf(bytes)).thenApply(reply -> instead(found, reply)));
    }

    private static LeaseReply instead(Lookup found, LeaseReply reply) {
        return found instanceof Lookup.Foreign foreign && reply instanceof LeaseReply.Granted
                ? new LeaseReply.Granted(foreign.reason())
                : reply;
    }

    private static byte[] tokenOf(byte[] bytes) {
        return Arrays.copyOfRange(bytes, EntryFormat.TOKEN_AT, EntryFormat.TOKEN_AT + Token.LENGTH);
    }

    private static Object orNothing(@Nullable Token token) {
        return token == null ? "" : token;
    }

    private static Duration millis(Object number) {
        return Duration.ofMillis(Math.max(0, (Long) number));
    }

    private static Token token(Object bytes) {
        return new Token(text(bytes));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
    }
}
