package dev.cachekit.redisson;

import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisRedirectException;

/**
 * Collects the commands of single keys and sends them in one pipeline per node; more than {@value #COMMANDS_PER_PIPELINE} go in
 * several at a time. Each pipeline is a batch of its own, because the client fails all of a batch when one node does not answer.
 * Nothing is sent twice.
 */
final class RedissonBundle implements Bundle, Sender {

    static final int COMMANDS_PER_PIPELINE = 1_000;

    private final RedissonClient client;
    private final Commands commands;
    private final ClusterNodes nodes;
    private final EntryStore entries;
    private final CounterStore counters;
    private final List<Collected<?>> collected = new ArrayList<>();
    private volatile boolean sent;

    RedissonBundle(Parts parts, LeaseEnds leaseEnds) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.nodes = new ClusterNodes(parts.client(), parts.channels());
        Parts through = parts.through(this);
        this.entries = new RedissonEntryStore(through, leaseEnds);
        this.counters = new RedissonCounterStore(through);
    }

    /** An operation, and the answers to its commands in the pipeline. */
    private record Collected<T>(
            String operation,
            String key,
            Function<Server, CompletionStage<T>> command,
            CompletableFuture<T> answer,
            List<CompletionStage<?>> answers) {

        void startOn(Server server) {
            Commands.pass(operation, command.apply(new Server.Noting(server, answers)), answer);
        }

        boolean isLeft() {
            return answers.stream().anyMatch(each -> !each.toCompletableFuture().isDone());
        }

        void sendAlone(Commands commands) {
            Commands.pass(operation, commands.send(operation, key, command), answer);
        }

        void fail(Throwable failure) {
            Commands.pass(operation, CompletableFuture.failedFuture(failure), answer);
        }
    }

    @Override
    public <T> CompletionStage<T> send(String operation, String key, Function<Server, CompletionStage<T>> command) {
        if (sent) {
            return commands.send(operation, key, command);
        }
        Collected<T> one = new Collected<>(operation, key, command, new CompletableFuture<>(), new ArrayList<>());
        commands.watch(operation, one.answer());
        collected.add(one);
        return one.answer();
    }

    @Override
    public EntryStore entries() {
        return entries;
    }

    @Override
    public CounterStore counters() {
        return counters;
    }

    @Override
    public void send() {
        sent = true;
        if (!collected.isEmpty()) {
            commands.sendUnwatched("batch", this::sendAll).exceptionally(failure -> {
                collected.forEach(one -> one.fail(failure));
                return null;
            });
        }
    }

    private CompletionStage<Void> sendAll() {
        Collection<List<Collected<?>>> byNode = collected.stream()
                .collect(Collectors.groupingBy(one -> nodes.of(one.key())))
                .values();
        byNode.forEach(this::sendToNode);
        return CompletableFuture.completedFuture(null);
    }

    private void sendToNode(List<Collected<?>> all) {
        for (int from = 0; from < all.size(); from += COMMANDS_PER_PIPELINE) {
            List<Collected<?>> some = all.subList(from, Math.min(from + COMMANDS_PER_PIPELINE, all.size()));
            try {
                RBatch batch = client.createBatch(BatchOptions.defaults().retryAttempts(0));
                Server server = Server.of(batch);
                some.forEach(one -> one.startOn(server));
                batch.executeAsync().whenComplete((done, failure) -> ended(some, failure));
            } catch (RuntimeException failure) { // a client that was shut down throws instead of answering
                some.forEach(one -> one.fail(failure));
            }
        }
    }

    /**
     * The client has no answer for commands that the server has refused for the moment, if another one failed before. It has done
     * nothing of them. Those whose slot is elsewhere find it by themselves.
     */
    private void ended(List<Collected<?>> some, @Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        boolean moved = isRedirected(Commands.unwrap(failure));
        some.stream().filter(Collected::isLeft).forEach(one -> {
            if (moved) {
                one.sendAlone(commands);
            } else {
                one.fail(failure);
            }
        });
    }

    private static boolean isRedirected(Throwable failure) {
        return failure instanceof RedisRedirectException
                || Stream.of(failure.getSuppressed()).anyMatch(RedisRedirectException.class::isInstance);
    }
}
