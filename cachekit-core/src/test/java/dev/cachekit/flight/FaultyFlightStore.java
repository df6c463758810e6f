package dev.cachekit.flight;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of one process to a store, which can be cut. */
final class FaultyFlightStore implements FlightStore {

    /** What becomes of requests. */
    enum Way {
        OPEN,
        /** They fail and are not done. */
        CUT,
        /** They are done, and their answers lost. */
        ANSWERS_LOST,
        /** They are done, and answered when the test says so. */
        LATE,
        /** They are not done and not answered. */
        SILENT
    }

    final List<String> sent = new CopyOnWriteArrayList<>();
    volatile Way way = Way.OPEN;
    volatile boolean deaf;

    /** Completed to let late answers arrive. */
    final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    /** Happens once, between the next step and its answer. */
    final AtomicReference<Runnable> beforeAnswering = new AtomicReference<>(() -> {});

    private final FlightStore store;

    FaultyFlightStore(FlightStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<FlightReply> enter(FlightKey key, Token member, @Nullable Token followed, Duration lease) {
        return send("enter", () -> store.enter(key, member, followed, lease));
    }

    @Override
    public CompletionStage<Optional<Token>> current(FlightKey key) {
        return send("current", () -> store.current(key));
    }

    @Override
    public CompletionStage<FlightLease> extend(FlightKey key, Token leader, boolean wanted, Duration lease) {
        return send("extend", () -> store.extend(key, leader, wanted, lease));
    }

    @Override
    public CompletionStage<FlightEnd> finish(FlightKey key, Token flight, Token leader, @Nullable ByteBuffer outcome) {
        return send(outcome == null ? "finish" : "tell", () -> store.finish(key, flight, leader, outcome));
    }

    @Override
    public CompletionStage<Void> abandon(FlightKey key, Token leader) {
        return send("abandon", () -> store.abandon(key, leader));
    }

    @Override
    public CompletionStage<Boolean> leave(FlightKey key, Token member) {
        return send("leave", () -> store.leave(key, member));
    }

    @Override
    public void listen(Consumer<FlightNews> listener) {
        store.listen(news -> {
            if (!deaf && way == Way.OPEN) {
                listener.accept(news);
            }
        });
    }

    private <T> CompletionStage<T> send(String request, Supplier<CompletionStage<T>> work) {
        sent.add(request);
        return switch (way) {
            case OPEN -> {
                CompletionStage<T> answer = work.get();
                beforeAnswering.getAndSet(() -> {}).run();
                yield answer;
            }
            case LATE -> {
                CompletionStage<T> answer = work.get();
                yield released.thenCompose(told -> answer);
            }
            case CUT -> CompletableFuture.failedFuture(new BackendUnavailableException("cut", null));
            case ANSWERS_LOST ->
                work.get()
                        .thenCompose(done ->
                                CompletableFuture.failedFuture(new BackendUnavailableException("answer lost", null)));
            case SILENT -> new CompletableFuture<>();
        };
    }
}
