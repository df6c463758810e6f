package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodeAsync;

/**
 * Looks at all primaries. One {@code INFO} tells of everything, so that nothing else has to be permitted; {@code CONFIG} is never
 * asked, which managed services refuse.
 */
final class RedissonAdmin implements StoreAdmin {

    private final RedissonClient client;
    private final Commands commands;
    private final Primaries primaries;
    private final Scheduler scheduler;

    RedissonAdmin(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.scheduler = parts.scheduler();
        this.primaries = new Primaries(parts.client());
    }

    /** The client answers false where there is no sign of life. */
    @Override
    public CompletionStage<Duration> ping() {
        long sent = scheduler.nanoTime();
        return commands.send("ping", () -> onAll(RedisNodeAsync::pingAsync)).thenCompose(alive -> {
            Duration took = Duration.ofNanos(scheduler.nanoTime() - sent);
            return alive.contains(false)
                    ? CompletableFuture.failedFuture(
                            new BackendUnavailableException("a primary gives no sign of life", null))
                    : CompletableFuture.completedFuture(took);
        });
    }

    @Override
    public CompletionStage<StoreReport> report() {
        return commands.send(
                "info",
                () -> InfoReport.of(primaries.all().stream()
                        .map(primary -> InfoReport.Node.asked(primary.infoAsync(InfoSection.DEFAULT)))
                        .toList()));
    }

    @Override
    public CompletionStage<Long> keyCount() {
        return commands.send("dbsize", () -> onAll(RedisNodeAsync::sizeAsync))
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletionStage<KeyPage> scan(String glob) {
        return page(() -> next(KeyCursor.ofAllPrimaries(client, glob)));
    }

    private CompletionStage<KeyPage> page(Supplier<CompletionStage<KeyPage>> step) {
        return commands.send("scan", step);
    }

    private CompletionStage<KeyPage> next(List<KeyCursor> cursors) {
        List<KeyCursor> others = cursors.subList(1, cursors.size());
        return cursors.get(0)
                .read()
                .thenApply(page ->
                        new KeyPage(page.names(), after(page.next() == null ? others : with(page.next(), others))));
    }

    private @Nullable Supplier<CompletionStage<KeyPage>> after(List<KeyCursor> cursors) {
        return cursors.isEmpty() ? null : () -> page(() -> next(cursors));
    }

    private static List<KeyCursor> with(KeyCursor first, List<KeyCursor> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private <T> CompletionStage<List<T>> onAll(Function<RedisNodeAsync, CompletionStage<T>> command) {
        List<CompletableFuture<T>> answers = primaries.all().stream()
                .map(primary -> command.apply(primary).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }
}
