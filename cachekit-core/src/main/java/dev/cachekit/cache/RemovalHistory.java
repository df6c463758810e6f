package dev.cachekit.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.Explanation.Removal;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was removed or overwritten of late, and by whom, as far as this process has heard of it: for people. It listens from the
 * first question on, so an application that nobody looks at pays nothing. Bounded; safe for use by many threads.
 */
public final class RemovalHistory implements Backplane.Listener {

    private static final int KEYS = 10_000;
    private static final int RECENT = 200;
    private static final Duration ONE_CLEAR = Duration.ofSeconds(1);
    private static final String WHOLE_CACHE = "cache";

    private final Backplane backplane;
    private final Scheduler clock;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final Cache<String, Removal> last =
            Caffeine.newBuilder().maximumSize(KEYS).executor(Runnable::run).build();
    private final ReentrantLock recording = new ReentrantLock();
    private final Deque<Recent> recent = new ArrayDeque<>();

    /**
     * One of the last removals.
     *
     * @param cache what stands for the cache within its keys
     * @param key the text of the key; null if it was no single key
     * @param removal what is known of it
     */
    public record Recent(String cache, @Nullable String key, Removal removal) {}

    /**
     * Begins without listening.
     *
     * @param backplane tells of removals
     * @param clock dates them
     */
    public RemovalHistory(Backplane backplane, Scheduler clock) {
        this.backplane = backplane;
        this.clock = clock;
    }

    /** Begins to listen, unless it does. What was before stays unknown. */
    public void listen() {
        if (listening.compareAndSet(false, true)) {
            backplane.listen(this);
        }
    }

    /**
     * Returns the last removals.
     *
     * @return the latest first, at most {@value #RECENT}
     */
    public List<Recent> recent() {
        listen();
        recording.lock();
        try {
            return new ArrayList<>(recent);
        } finally {
            recording.unlock();
        }
    }

    /** The last removal that covered a key or one of the tags of its value; null if none is known. */
    @Nullable
    Removal lastOf(EntryKey key, Collection<String> tags) {
        listen();
        CacheSpace space = key.space();
        Stream<String> names = Stream.concat(
                Stream.of(ofKey(space.prefix(), key.text()), ofCache(space.prefix())),
                tags.stream().map(tag -> ofTag(space.prefix(), tag)));
        return names.map(last::getIfPresent)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Removal::at))
                .orElse(null);
    }

    @Override
    public void onMessage(LaneMessage message) {
        Instant now = clock.now();
        if (message.removed() instanceof LaneMessage.Keys keys) {
            keys.keys()
                    .forEach(key ->
                            note(ofKey(key.prefix(), key.text()), key.prefix(), key.text(), at(now, message, "key")));
        } else if (message.removed() instanceof LaneMessage.Tags tags) {
            tags.tags()
                    .forEach(tag ->
                            note(ofTag(tags.prefix(), tag), tags.prefix(), null, at(now, message, "tag " + tag)));
        } else if (message.removed() instanceof LaneMessage.Cache cache) {
            note(ofCache(cache.prefix()), cache.prefix(), null, at(now, message, WHOLE_CACHE));
        }
    }

    @Override
    public void onSubscribed() {}

    private static Removal at(Instant now, LaneMessage message, String what) {
        return new Removal(now, message.origin().name(), message.origin().here(), what);
    }

    private void note(String name, String cache, @Nullable String key, Removal removal) {
        last.put(name, removal);
        recording.lock();
        try {
            Recent before = recent.peekFirst();
            if (removal.what().equals(WHOLE_CACHE) && before != null && isSameClear(before, cache, removal)) {
                return;
            }
            recent.addFirst(new Recent(cache, key, removal));
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
        } finally {
            recording.unlock();
        }
    }

    /** The removal of a whole cache is told lane by lane. */
    private static boolean isSameClear(Recent before, String cache, Removal removal) {
        return before.cache().equals(cache)
                && before.removal().what().equals(WHOLE_CACHE)
                && before.removal().by().equals(removal.by())
                && Duration.between(before.removal().at(), removal.at()).compareTo(ONE_CLEAR) < 0;
    }

    private static String ofKey(String prefix, String text) {
        return "k" + prefix + ":" + text;
    }

    private static String ofCache(String prefix) {
        return "c" + prefix;
    }

    private static String ofTag(String prefix, String tag) {
        return "t" + prefix + ":" + tag;
    }
}
