package dev.cachekit.inprocess;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Flights in the memory of this process. */
final class InProcessFlightStore implements FlightStore {

    private final ElapsedTime time;
    private final Executor deliveries;
    private final ConcurrentMap<FlightKey, Roster> rosters;
    private final ConcurrentMap<Token, ByteBuffer> outcomes;
    private final List<Mailbox<FlightNews>> listeners = new CopyOnWriteArrayList<>();

    InProcessFlightStore(Scheduler scheduler, Executor deliveries) {
        this.time = new ElapsedTime(scheduler);
        this.deliveries = deliveries;
        this.rosters = Caffeine.newBuilder()
                .expireAfter(Expiry.writing((FlightKey key, Roster roster) -> left(roster)))
                .ticker(time::now)
                .executor(Runnable::run)
                .build()
                .asMap();
        this.outcomes = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .ticker(time::now)
                .executor(Runnable::run)
                .<Token, ByteBuffer>build()
                .asMap();
    }

    @Override
    public CompletionStage<FlightReply> enter(FlightKey key, Token member, @Nullable Token followed, Duration lease) {
        ByteBuffer outcome = followed == null ? null : outcomes.get(followed);
        return outcome != null
                ? CompletableFuture.completedFuture(new FlightReply.Ended(outcome))
                : step(key, (roster, now) -> Roster.enter(roster, member, now, now + lease.toNanos()));
    }

    @Override
    public CompletionStage<Optional<Token>> current(FlightKey key) {
        Roster roster = Roster.at(rosters.get(key), time.now());
        return CompletableFuture.completedFuture(Optional.ofNullable(roster).map(Roster::flight));
    }

    @Override
    public CompletionStage<FlightLease> extend(FlightKey key, Token leader, boolean wanted, Duration lease) {
        return step(key, (roster, now) -> Roster.extend(roster, leader, wanted, now + lease.toNanos()));
    }

    @Override
    public CompletionStage<FlightEnd> finish(FlightKey key, Token flight, Token leader, @Nullable ByteBuffer outcome) {
        return step(key, (roster, now) -> {
            Roster.Next<FlightEnd> next = Roster.finish(roster, leader, outcome);
            if (next.news() instanceof FlightNews.Ended ended && ended.outcome() != null) {
                outcomes.put(ended.flight(), ended.outcome()); // before anybody can see that the flight is over
            }
            return next;
        });
    }

    @Override
    public CompletionStage<Void> abandon(FlightKey key, Token leader) {
        return step(key, (roster, now) -> Roster.abandon(roster, leader)).thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Boolean> leave(FlightKey key, Token member) {
        return step(key, (roster, now) -> Roster.leave(roster, member));
    }

    @Override
    public void listen(Consumer<FlightNews> listener) {
        listeners.add(new Mailbox<>(deliveries, listener));
    }

    private <R> CompletionStage<R> step(FlightKey key, BiFunction<@Nullable Roster, Long, Roster.Next<R>> transition) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        @Nullable FlightNews[] news = new @Nullable FlightNews[1];
        rosters.compute(key, (same, stored) -> {
            long now = time.now();
            Roster.Next<R> next = transition.apply(Roster.at(stored, now), now);
            reply.complete(next.reply());
            news[0] = next.news();
            return next.roster();
        });
        FlightNews told = news[0];
        if (told != null) {
            listeners.forEach(listener -> listener.post(told));
        }
        return reply;
    }

    private Duration left(Roster roster) {
        return Duration.ofNanos(Math.max(0, roster.ends() - time.now()));
    }
}
