package dev.cachekit.benchmarks.peers;

import static dev.cachekit.benchmarks.peers.Contestants.JETCACHE;
import static dev.cachekit.benchmarks.peers.Contestants.REDISSON_CLIENT_SIDE;
import static dev.cachekit.benchmarks.peers.Contestants.REDISSON_LOCAL_MAP;
import static dev.cachekit.benchmarks.peers.Contestants.REDISSON_LOCAL_MAP_CLEARING;
import static dev.cachekit.benchmarks.peers.Contestants.REDISSON_SPRING;
import static dev.cachekit.benchmarks.peers.Contestants.SPRING;
import static dev.cachekit.benchmarks.peers.Contestants.SPRING_IMMEDIATE;
import static dev.cachekit.benchmarks.peers.Contestants.SPRING_LOCKING;
import static dev.cachekit.benchmarks.peers.Outcome.FRESH;
import static dev.cachekit.benchmarks.peers.Outcome.LOADED_ONCE;
import static dev.cachekit.benchmarks.peers.Outcome.LOADED_SIXTEEN_TIMES;
import static dev.cachekit.benchmarks.peers.Outcome.REFUSED;
import static dev.cachekit.benchmarks.peers.Outcome.STALE;

import java.util.List;
import java.util.stream.Stream;

/** Who goes through which interleaving, and what the releases named in the table come to. */
final class Comparison {

    private static final Interleaving PLAIN_REMOVAL = new PlainRemoval();
    private static final Interleaving PLAIN_REMOVAL_ELSEWHERE = new PlainRemovalElsewhere();
    private static final Interleaving LOAD_OVERLAPS_REMOVAL = new LoadOverlapsRemoval();
    private static final Interleaving SIXTEEN_CALLERS = new SixteenCallers();
    private static final Interleaving REMOVAL_WHILE_WRITES_PAUSE = new RemovalWhileWritesPause();
    private static final Interleaving REMOVAL_WHILE_REDIS_IS_AWAY = new RemovalWhileRedisIsAway();
    private static final Interleaving NEAR_FILL_AFTER_REMOVAL = new NearFillAfterRemoval();
    private static final Interleaving READ_DURING_OWN_REMOVAL = new ReadDuringOwnRemoval();
    private static final Interleaving REMOVAL_OF_AN_EVICTED_ENTRY = new RemovalOfAnEvictedEntry();
    private static final Interleaving LOST_MESSAGE = new LostMessage();
    private static final Interleaving DATA_CONNECTIONS_END = new DataConnectionsEnd();

    private Comparison() {}

    /** The peers: first each without a disturbance, then with. */
    static List<Entry> peers() {
        return Stream.concat(controls(), disturbances()).toList();
    }

    private static Stream<Entry> controls() {
        return Stream.concat(
                Contestants.peers().stream().map(peer -> new Entry(PLAIN_REMOVAL, peer, FRESH)),
                Contestants.peers().stream()
                        .filter(Contestant::isNear)
                        .map(peer -> new Entry(PLAIN_REMOVAL_ELSEWHERE, peer, FRESH)));
    }

    private static Stream<Entry> disturbances() {
        return Stream.of(
                new Entry(LOAD_OVERLAPS_REMOVAL, SPRING, STALE),
                new Entry(LOAD_OVERLAPS_REMOVAL, SPRING_LOCKING, STALE),
                new Entry(LOAD_OVERLAPS_REMOVAL, SPRING_IMMEDIATE, STALE),
                new Entry(LOAD_OVERLAPS_REMOVAL, JETCACHE, STALE),
                new Entry(LOAD_OVERLAPS_REMOVAL, REDISSON_SPRING, STALE),
                new Entry(SIXTEEN_CALLERS, SPRING, LOADED_SIXTEEN_TIMES),
                new Entry(SIXTEEN_CALLERS, SPRING_LOCKING, LOADED_ONCE),
                new Entry(SIXTEEN_CALLERS, JETCACHE, LOADED_ONCE),
                new Entry(SIXTEEN_CALLERS, REDISSON_SPRING, LOADED_ONCE),
                new Entry(REMOVAL_WHILE_WRITES_PAUSE, SPRING, STALE),
                new Entry(REMOVAL_WHILE_WRITES_PAUSE, SPRING_IMMEDIATE, REFUSED),
                new Entry(REMOVAL_WHILE_REDIS_IS_AWAY, SPRING, STALE),
                new Entry(REMOVAL_WHILE_REDIS_IS_AWAY, SPRING_IMMEDIATE, REFUSED),
                new Entry(NEAR_FILL_AFTER_REMOVAL, JETCACHE, STALE),
                new Entry(READ_DURING_OWN_REMOVAL, REDISSON_LOCAL_MAP, STALE),
                new Entry(READ_DURING_OWN_REMOVAL, REDISSON_LOCAL_MAP_CLEARING, STALE),
                new Entry(REMOVAL_OF_AN_EVICTED_ENTRY, REDISSON_LOCAL_MAP, STALE),
                new Entry(REMOVAL_OF_AN_EVICTED_ENTRY, REDISSON_LOCAL_MAP_CLEARING, STALE),
                new Entry(LOST_MESSAGE, REDISSON_LOCAL_MAP, STALE),
                new Entry(LOST_MESSAGE, REDISSON_LOCAL_MAP_CLEARING, FRESH),
                new Entry(DATA_CONNECTIONS_END, REDISSON_CLIENT_SIDE, STALE));
    }

    /** CacheKit goes through all of them. */
    static List<Entry> cacheKit() {
        return Contestants.cacheKit().stream()
                .flatMap(cacheKit -> interleavings()
                        .map(interleaving -> new Entry(
                                interleaving, cacheKit, interleaving == SIXTEEN_CALLERS ? LOADED_ONCE : FRESH)))
                .toList();
    }

    static Stream<Interleaving> interleavings() {
        return peers().stream().map(Entry::interleaving).distinct();
    }

    /**
     * One line of the comparison.
     *
     * @param outcome what is expected, and shown in the table
     */
    record Entry(Interleaving interleaving, Contestant contestant, Outcome outcome) {

        Outcome play() throws Exception {
            try (Stage stage = new Stage(contestant)) {
                return interleaving.play(stage);
            }
        }

        @Override
        public String toString() {
            return interleaving.getClass().getSimpleName() + ": " + contestant.name();
        }
    }
}
