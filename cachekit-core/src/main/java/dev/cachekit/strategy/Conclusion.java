package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What is to be sent when a leased load has ended: its value is stored, or its lease given back. Those of one call go
 * together. The requests are sent even if the call has no time left to wait for their answers, because others wait for them.
 */
interface Conclusion {

    /** The key of the load. */
    EntryKey key();

    /**
     * Sends the request.
     *
     * @param way where to
     * @param visible whether others may see the value
     * @return false if it is not known what became of the lease; never fails
     */
    CompletionStage<Boolean> send(EntryStore way, boolean visible);

    /** Gives the lease back, wherever it stands. The stage never fails. */
    CompletionStage<Boolean> giveBack(EntryStore way);

    /** Sends conclusions now. The stage never fails. */
    static CompletionStage<Void> now(CachePorts ports, List<Conclusion> all) {
        return send(ports, all, key -> true);
    }

    /**
     * Sends conclusions when others may see what was loaded. The stage never fails; it is complete at once if that has to wait
     * for the commit.
     */
    static CompletionStage<Void> whenVisible(CachePorts ports, CallScope scope, List<Conclusion> all) {
        if (scope.fillRule() == FillRule.NOW) {
            return now(ports, all);
        }
        scope.afterwards(visible -> send(ports, all, visible));
        return CompletableFuture.completedFuture(null);
    }

    private static CompletionStage<Void> send(CachePorts ports, List<Conclusion> all, Predicate<EntryKey> visible) {
        List<CompletableFuture<Boolean>> ended = ports.together(
                all,
                way -> all.stream()
                        .map(one -> one.send(way, visible.test(one.key())).toCompletableFuture())
                        .toList());
        return Stages.all(ended).thenAccept(answered -> {
            // others would wait for the lease of a fill that never arrived; one that did arrive is not harmed
            List<Conclusion> open = IntStream.range(0, all.size())
                    .filter(i -> !ended.get(i).join())
                    .mapToObj(all::get)
                    .toList();
            ports.together(
                    open, way -> open.stream().map(one -> one.giveBack(way)).toList());
        });
    }
}
