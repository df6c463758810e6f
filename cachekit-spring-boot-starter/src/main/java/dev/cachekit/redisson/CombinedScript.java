package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.redisson.api.RScript.ReturnType;

/**
 * A script that many callers run at the same time goes as one request for all of them; a lone call goes at once, by itself. There
 * is one queue for each server, or for each lane of a cluster, as no script writes to several slots.
 *
 * @param <R> the type of its answer to one call
 */
final class CombinedScript<R> implements KeyScript<R> {

    /** Who writes waits for the load anyway, or for nothing: fewer requests are worth more than a shorter wait. */
    private static final int AT_ONCE = 1;

    /** Other clients of the server wait meanwhile. */
    static final int MOST_CALLS = 50;

    /** What the calls of one request have in bytes. A call with more goes at once: it would keep the others waiting. */
    static final int MOST_BYTES = 1 << 18;

    private final ScriptRunner scripts;
    private final LuaScript single;
    private final JointScript joint;
    private final ReturnType type;
    private final LaneQueues<CommandQueue<Waiting<R>>> queues;
    private final Portion mostCalls = new Portion(1, MOST_CALLS);

    CombinedScript(ScriptRunner scripts, LuaScript script, ReturnType type, boolean cluster, Scheduler clock) {
        this.scripts = scripts;
        this.single = script;
        this.joint = JointScript.of(script);
        this.type = type;
        this.queues = LaneQueues.of(cluster, () -> new CommandQueue<>(AT_ONCE, clock, Together::new));
    }

    /** A call that has not been sent. */
    private record Waiting<R>(List<String> keys, Object[] arguments, int bytes, CompletableFuture<R> answer) {}

    private static int bytes(List<?> some) {
        int bytes = 0;
        for (Object each : some) {
            bytes += each instanceof byte[] text ? text.length : each instanceof List<?> more ? bytes(more) : 0;
        }
        return bytes;
    }

    @Override
    public CompletionStage<R> run(Lane lane, List<String> keys, Object... arguments) {
        CommandQueue<Waiting<R>> queue = queues.of(lane);
        CompletionStage<R> now = queue.sendNow(() -> scripts.run(single, type, keys, arguments));
        if (now != null) {
            return now;
        }
        int bytes = bytes(List.of(arguments));
        if (bytes > MOST_BYTES) {
            return scripts.run(single, type, keys, arguments);
        }
        Waiting<R> mine = new Waiting<>(keys, arguments, bytes, new CompletableFuture<>());
        queue.add(mine);
        return mine.answer();
    }

    /** Calls that go as one. */
    private final class Together implements CommandQueue.Joint<Waiting<R>> {

        private final List<Waiting<R>> calls = new ArrayList<>();
        private int bytes;

        @Override
        public boolean hasRoomFor(Waiting<R> call) {
            return calls.size() < mostCalls.now() && bytes + call.bytes() <= MOST_BYTES;
        }

        @Override
        public void add(Waiting<R> call) {
            calls.add(call);
            bytes += call.bytes();
        }

        @Override
        public CompletionStage<Runnable> send() {
            return CommandQueue.begun(this::request)
                    .handle((answers, failure) ->
                            failure == null ? read(answers) : () -> fail(Commands.unwrap(failure)));
        }

        private Runnable read(List<Object> answers) {
            mostCalls.learn(calls.size(), bytes(answers));
            return () -> deliver(answers);
        }

        /** A circuit breaker that counted one request for each of its calls would open by it. */
        private void fail(Throwable failure) {
            calls.get(0).answer().completeExceptionally(failure);
            Throwable others =
                    failure instanceof BackendUnavailableException away && !away.isRefusal() && away.wasSent()
                            ? BackendUnavailableException.withOthers(
                                    "the call went with others, and they failed: " + failure.getMessage(), failure)
                            : failure;
            calls.stream().skip(1).forEach(call -> call.answer().completeExceptionally(others));
        }

        private CompletionStage<List<Object>> request() {
            return scripts.runJoint(
                    joint,
                    calls.stream().map(Waiting::keys).toList(),
                    calls.stream().map(Waiting::arguments).toList());
        }

        @SuppressWarnings("unchecked") // it answers each call as the single script would
        private void deliver(List<Object> answers) {
            IntStream.range(0, calls.size()).forEach(i -> calls.get(i).answer().complete((R) answers.get(i)));
        }
    }
}
