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
import org.redisson.api.RScript.ReturnType;

/** One request for a lease and the reading of its answer. */
final class LeaseCall {

    private final ScriptRunner scripts;
    private final KeyNames names;
    private final EntryKey key;
    private final LeaseRequest request;

    LeaseCall(ScriptRunner scripts, KeyNames names, EntryKey key, LeaseRequest request) {
        this.scripts = scripts;
        this.names = names;
        this.key = key;
        this.request = request;
    }

    CompletionStage<LeaseReply> send(Object rejected) {
        return scripts.<List<Object>>run(
                        LuaScript.LEASE,
                        ReturnType.LIST,
                        names.withIncarnation(key),
                        request.token(),
                        Millis.of(request.duration()),
                        EntryFormat.writeLease(request.token()),
                        rejected)
                .thenCompose(this::read);
    }

    private CompletionStage<LeaseReply> read(List<Object> reply) {
        return switch (text(reply.get(0))) {
            case "G" -> CompletableFuture.completedFuture(new LeaseReply.Granted());
            case "H" -> CompletableFuture.completedFuture(held(reply));
            case "T" -> CompletableFuture.completedFuture(new LeaseReply.Fenced(token(reply.get(1))));
            default -> value((byte[]) reply.get(1), (byte[]) reply.get(2));
        };
    }

    /** The script looks at less of a header than the codec: what only the codec finds damaged is asked for anew. */
    private CompletionStage<LeaseReply> value(byte[] bytes, byte[] incarnation) {
        if (EntryFormat.read(bytes, incarnation) instanceof Lookup.Hit hit) {
            return CompletableFuture.completedFuture(new LeaseReply.Hit(hit.entry()));
        }
        int start = EntryFormat.TOKEN_AT;
        return send(Arrays.copyOfRange(bytes, start, start + Token.LENGTH));
    }

    private static LeaseReply held(List<Object> reply) {
        return new LeaseReply.Held(token(reply.get(1)), Duration.ofMillis(Math.max(0, (Long) reply.get(2))));
    }

    private static Token token(Object bytes) {
        return new Token(text(bytes));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
    }
}
