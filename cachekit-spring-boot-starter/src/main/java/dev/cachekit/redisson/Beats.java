package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript.ReturnType;

/** Asks the primaries for the stamps of their lanes: one script for all lanes, or one per lane on a cluster. */
final class Beats {

    private static final int STAMPS_AT = 2;

    private final ScriptRunner scripts;
    private final ChangeChannels channels;
    private final KeyNames names;
    private final ServerClock clock;

    Beats(Parts parts) {
        this.scripts = parts.scripts();
        this.channels = parts.channels();
        this.names = parts.names();
        this.clock = parts.clock();
    }

    CompletionStage<Map<Lane, Beat>> beat() {
        return channels.isCluster() ? ofEach() : ask(Lane.all());
    }

    private CompletionStage<Map<Lane, Beat>> ask(List<Lane> lanes) {
        long sent = clock.reading();
        return scripts.<List<Object>>run(
                        LuaScript.BEAT,
                        ReturnType.LIST,
                        lanes.stream().map(names::lane).toList())
                .thenApply(reply -> beats(lanes, reply, sent));
    }

    private Map<Lane, Beat> beats(List<Lane> lanes, List<Object> reply, long sent) {
        String primary = new String((byte[]) reply.get(1), StandardCharsets.ISO_8859_1);
        Map<Lane, Beat> beats = new ConcurrentHashMap<>(lanes.size() * 2);
        for (int i = 0; i < lanes.size(); i++) {
            clock.learn(lanes.get(i), sent, (Long) reply.get(0));
            beats.put(lanes.get(i), new Beat((Long) reply.get(STAMPS_AT + i), primary));
        }
        return beats;
    }

    /** A primary that does not answer leaves the others' answers as they are. */
    private CompletionStage<Map<Lane, Beat>> ofEach() {
        Map<Lane, Beat> all = new ConcurrentHashMap<>();
        AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
        CompletableFuture<?>[] asked = Lane.all().stream()
                .map(lane -> ask(List.of(lane)).thenAccept(all::putAll).exceptionally(failure -> {
                    lost.set(failure);
                    return null;
                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(asked).thenCompose(done -> answered(all, lost.get()));
    }

    private static CompletionStage<Map<Lane, Beat>> answered(Map<Lane, Beat> all, @Nullable Throwable lost) {
        return all.isEmpty()
                ? CompletableFuture.failedFuture(new BackendUnavailableException("no primary answered the beat", lost))
                : CompletableFuture.completedFuture(all);
    }
}
