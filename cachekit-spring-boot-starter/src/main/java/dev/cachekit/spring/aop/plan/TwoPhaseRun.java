package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.transaction.HandedOver;
import dev.cachekit.strategy.Announcement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The removal in two phases of one call. */
final class TwoPhaseRun implements EffectRun {

    private final TwoPhaseEffect effect;
    private final Call call;
    private final Removal.Keys removal;

    /** Made before the method, because there is no transaction that could announce it. */
    private volatile @Nullable Announcement ofCall;

    /** A transaction inside has ended and removed what it announced. */
    private volatile boolean removedInside;

    TwoPhaseRun(TwoPhaseEffect effect, Call call, Removal.Keys removal) {
        this.effect = effect;
        this.call = call;
        this.removal = removal;
    }

    CompletionStage<Void> announceNow() {
        return effect.announce(removal, call.waits().before()).thenAccept(announced -> ofCall = announced);
    }

    /**
     * Announces just before this transaction commits, and ends that when its outcome is known. Each transaction has a
     * deadline of its own: many of them must not use up the one of the call while the store is well.
     */
    void follow(TransactionScope transaction) {
        Caller own = effect.strategies().withinDeadline(Caller.BLOCKING);
        Announcement[] announced = new Announcement[1];
        // first, since the announcement may be tried at once, fail, and succeed when it is tried again
        transaction.onCompletion(outcome -> completed(own, announced[0], outcome));
        transaction.beforeCommit(() -> announced[0] = Outcome.of(effect.announce(removal, own)));
    }

    private void completed(Caller own, @Nullable Announcement announced, TransactionScope.Outcome outcome) {
        if (announced != null) {
            Outcome.of(announced.end(own));
        }
        if (outcome == TransactionScope.Outcome.ROLLED_BACK) {
            return;
        }
        removedInside = true;
        if (announced == null) { // the manager has no moment before the commit, or it has passed
            Outcome.of(effect.remove(removal, own));
        } else {
            effect.tell(removal);
        }
    }

    @Override
    public List<EntryKey> keys() {
        return List.copyOf(removal.keys());
    }

    @Override
    public List<CacheSpace> spaces() {
        return List.of();
    }

    @Override
    public void began(TransactionScope inside) {
        follow(inside);
    }

    /** What the method did after the transaction of its caller was not announced by that. */
    private static boolean hasOutlived(TransactionScope outer) {
        return outer instanceof HandedOver handed && handed.hasEnded();
    }

    @Override
    public CompletionStage<Void> end(CallEnd end) {
        Caller caller = call.waits().after();
        Announcement announced = ofCall;
        if (announced != null) {
            return announced.end(caller).thenAccept(acknowledged -> effect.tell(removal));
        }
        boolean outside =
                !removedInside && end.frame().mayHaveChanged(end.outer().isOpen());
        return outside || hasOutlived(end.outer()) ? effect.remove(removal, caller) : DONE;
    }
}
