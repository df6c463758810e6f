package dev.cachekit.recovery;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store that fails as told, a clock that is moved, and what the listener was told. */
final class RecoveryScenario implements CacheListener {

    static final CacheSpace SPACE = new CacheSpace("app", "users", "users");
    static final CacheSpace OTHER = new CacheSpace("app", "carts", "carts");
    static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    final ManualScheduler time = new ManualScheduler();
    final EntryStore entries =
            InProcessBackend.create(time, 200_000, Runnable::run).entries();
    final FaultyEntryStore store = new FaultyEntryStore(entries, time);
    final List<String> told = new ArrayList<>();
    int lastPending;

    static EntryKey key(String text) {
        return new EntryKey(SPACE, text);
    }

    static List<EntryKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key("k" + i)).toList();
    }

    /** Keys of one lane. */
    static Stream<EntryKey> keysOf(Lane lane) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> key("k" + i))
                .filter(key -> key.lane().equals(lane));
    }

    static EntryKey keyOf(Lane lane) {
        return keysOf(lane).findFirst().orElseThrow();
    }

    /** The answers to a beat where the lanes are spread over primaries. */
    static Map<Lane, Beat> beat(Collection<Lane> lanes, Function<Lane, String> primary) {
        Map<Lane, Beat> answers = new HashMap<>();
        lanes.forEach(lane -> answers.put(lane, new Beat(1, primary.apply(lane))));
        return answers;
    }

    static Map<Lane, Beat> beat(String primary) {
        return beat(Lane.all(), lane -> primary);
    }

    void fill(EntryKey key) {
        Answers.of(entries.put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
    }

    boolean isStored(EntryKey key) {
        return Answers.of(entries.find(key)) instanceof Lookup.Hit;
    }

    @Override
    public void onPending(int count) {
        lastPending = count;
    }

    @Override
    public void onReplayed(int count) {
        told.add("replayed " + count);
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        told.add(primary + " " + state);
    }
}
