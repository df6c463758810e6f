package dev.cachekit.contract;

import dev.cachekit.Expiry;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Tagging;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plays operations on one store, and puts its answers into a form in which two stores can be compared. */
final class OperationPlayer {

    private final EntryStore store;
    private final Backplane backplane;
    private final EntryKey key;
    private final Consumer<Duration> passTime;
    private final @Nullable OperationPlayer reference;
    private long stamp;
    private long stampBefore;
    private long tagClock;

    OperationPlayer(
            EntryStore store,
            Backplane backplane,
            EntryKey key,
            Consumer<Duration> passTime,
            @Nullable OperationPlayer reference) {
        this.store = store;
        this.backplane = backplane;
        this.key = key;
        this.passTime = passTime;
        this.reference = reference;
        rememberStamp();
        rememberTagClock();
    }

    /** Plays an operation and returns its answer together with what the key holds then. */
    List<Object> play(RandomOperations.Operation operation) {
        chooseStampBefore();
        Object reply = operation.play().on(this);
        return Arrays.asList(reply, play(store -> store.find(key)), play(store -> store.ttl(key)));
    }

    Object play(Function<EntryStore, CompletionStage<?>> operation) {
        return comparable(Answers.of(operation.apply(store)));
    }

    Object rememberStamp() {
        stamp = currentStamp();
        return "remembered";
    }

    Object rememberTagClock() {
        tagClock = Answers.of(store.tagClock(key.space()));
        return "remembered";
    }

    /** A beat tells the stamps as they are, and changes none. The reference has no beats. */
    Object beat() {
        LaneStamps before = Answers.of(store.stamps());
        Map<Lane, Beat> beats = Answers.of(backplane.beat());
        LaneStamps after = Answers.of(store.stamps());
        List<String> wrong = beats.entrySet().stream()
                .filter(beat -> beat.getValue().stamp() != before.of(beat.getKey())
                        || beat.getValue().stamp() != after.of(beat.getKey()))
                .map(beat -> beat + " between " + before.of(beat.getKey()) + " and " + after.of(beat.getKey()))
                .toList();
        boolean complete = reference == null || beats.keySet().containsAll(Lane.all());
        return complete && wrong.isEmpty() ? "stamps told" : "told of " + beats.keySet() + ", wrong " + wrong;
    }

    /** Returns the entry with tags whose clock was read when it was last remembered. */
    Entry tagged(Entry entry, List<String> tags) {
        return entry.withTags(Tagging.of(tagClock, tags));
    }

    EntryKey key() {
        return key;
    }

    /** Returns the stamp from before a write, the same when the write is sent again. */
    long stampBefore() {
        return stampBefore;
    }

    /**
     * A store may raise stamps more often than it must, so where nothing happened by the reference the stamp of now
     * stands for the one remembered.
     */
    private void chooseStampBefore() {
        boolean nothingHappened = reference != null && reference.stamp == reference.currentStamp();
        stampBefore = nothingHappened ? currentStamp() : stamp;
    }

    private long currentStamp() {
        return Answers.of(store.stamps()).of(key.lane());
    }

    void passTimeIf(boolean asked) {
        if (asked) {
            passTime.accept(Sample.SHORT);
        }
    }

    /** Times left and names of fences differ between stores. */
    private static Object comparable(Object answer) {
        if (answer instanceof Lookup.Hit hit) {
            return seen(hit.entry(), hit.freshness());
        }
        if (answer instanceof LeaseReply.Hit hit) {
            return seen(hit.entry(), hit.freshness());
        }
        if (answer instanceof LeaseReply.Resting) {
            return "resting";
        }
        if (answer instanceof Map<?, ?> found) {
            return found.values().stream().map(OperationPlayer::comparable).toList();
        }
        if (answer instanceof LeaseReply.Held held) {
            return "held by " + held.holder();
        }
        if (answer instanceof LeaseReply.Fenced) {
            return "fenced";
        }
        if (answer instanceof Expiry.In in) {
            return in.remaining().compareTo(Sample.LONG) > 0 ? "more than long" : "at most long";
        }
        return answer == null ? "done" : answer;
    }

    /** Ages and clocks differ between stores; what follows from them does not. */
    private static Object seen(Entry entry, Freshness freshness) {
        Entry withoutClock = entry.withTags(Tagging.of(0, entry.tags().names()));
        return Arrays.asList(SeenEntry.of(withoutClock), freshness.isStale(), freshness.reloader());
    }
}
