package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of everything in Redis that belongs to one application.
 *
 * @param app the escaped name of the application
 * @param node names this process to people, without blanks
 */
record KeyNames(String app, String node) {

    private static final String TOPIC = ":topic:";
    private static final Map<String, Lane> LANES =
            Lane.all().stream().collect(Collectors.toUnmodifiableMap(Lane::tag, Function.identity()));

    /** For a process of this machine. */
    KeyNames(String app) {
        this(app, NodeName.ofThisProcess());
    }

    /** The hash tags of all lanes. */
    static Collection<String> laneTags() {
        return LANES.keySet();
    }

    /** Null if no lane has that tag. */
    static @Nullable Lane laneOf(String tag) {
        return LANES.get(tag);
    }

    /** Keys to be looked for, one in every lane: each primary has some. */
    List<String> probes() {
        return Lane.all().stream().map(this::lane).toList();
    }

    String lane(Lane lane) {
        return app + ":{" + lane.tag() + "}#";
    }

    /** The record of a cache's incarnation in a lane. */
    String incarnation(CacheSpace space, Lane lane) {
        return space.app() + ":{" + lane.tag() + "}@" + space.prefix();
    }

    /** The table of a cache's tags. */
    String tags(CacheSpace space) {
        return space.app() + ":{" + Lane.home(space.cache()).tag() + "}~" + space.prefix();
    }

    /** An entry and what tells whether it lives. */
    List<String> withIncarnation(EntryKey key) {
        return List.of(key.storeKey(), incarnation(key.space(), key.lane()));
    }

    /** An entry, what tells whether it lives, and the record of its lane. */
    List<String> withLane(EntryKey key) {
        return List.of(key.storeKey(), incarnation(key.space(), key.lane()), lane(key.lane()));
    }

    /** What a limiter holds for a subject. */
    String permits(LimitRequest request) {
        return app + ":{" + request.lane().tag() + "}%" + request.limiter() + ":" + request.subject();
    }

    String counter(CounterKey counter) {
        return app + ":{" + counter.lane().tag() + "}+" + counter.name();
    }

    /** Who takes part in the flight of a key. */
    String flight(FlightKey key) {
        return app + ":{" + key.lane().tag() + "}^" + key.flight() + ":" + key.text();
    }

    /** What a flight left for those who waited. */
    String outcome(FlightKey key, Token flight) {
        return app + ":{" + key.lane().tag() + "}=" + key.flight() + ":" + key.text() + ":" + flight;
    }

    /** The channel that tells of all flights. */
    RedisChannel flightNews() {
        return RedisChannel.ofAllNodes(app + ":flights");
    }

    /** Who holds a lock and who waits for it. */
    String lock(LockKey key) {
        return lockMark(key.lane()) + key.lock() + ":" + key.text();
    }

    /** The last fence that was given to a lock of the lane. */
    private String lockMark(Lane lane) {
        return app + ":{" + lane.tag() + "}!";
    }

    /** A lock, and the mark of its lane. */
    List<String> withMark(LockKey key) {
        return List.of(lock(key), lockMark(key.lane()));
    }

    /** The lock that is kept under a key; null if none is. Neither tags nor names of locks hold a colon. */
    @Nullable
    LockKey lockOf(String key) {
        int start = app.length() + ":{xx}!".length();
        int end = key.indexOf(':', start);
        if (end < 0) {
            return null;
        }
        LockKey lock = new LockKey(key.substring(start, end), key.substring(end + 1));
        return lock(lock).equals(key) ? lock : null;
    }

    RedisChannel lockReleases() {
        return RedisChannel.ofAllNodes(app + ":lock-releases");
    }

    RedisChannel leaseEnds() {
        return RedisChannel.ofAllNodes(app + ":lease-ends");
    }

    /** The channel that tells of changes in all lanes. */
    RedisChannel changes() {
        return RedisChannel.ofAllNodes(app + ":changes");
    }

    /** The channel that tells of changes in one lane, on the lane's own node. */
    RedisChannel changes(String tag) {
        return new RedisChannel(app + ":{" + tag + "}:changes", true);
    }

    RedisChannel topic(String topic) {
        return RedisChannel.ofAllNodes(app + TOPIC + topic);
    }

    /** The channels of all topics whose names match a glob. */
    RedisChannel topics(String glob) {
        return RedisChannel.ofPattern(literal(app) + TOPIC + glob);
    }

    /** The topic of a channel. */
    String topicOf(String channel) {
        return channel.substring(app.length() + TOPIC.length());
    }

    /** The pattern of all keys of a cache whose text matches a glob, in every lane. */
    String pattern(CacheSpace space, String glob) {
        // A lane's tag is two characters. A star there would let the text of a key of another cache pass as this
        // prefix.
        return literal(space.app()) + ":{??}:" + literal(space.prefix()) + ":" + CacheSpace.FORMAT + ":" + glob;
    }

    /** The lane of a key that matched the {@link #pattern} of a cache; null if there is no such lane. */
    static @Nullable Lane laneOf(CacheSpace space, String key) {
        int start = space.app().length() + 2;
        return laneOf(key.substring(start, start + 2));
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\*?\\[\\]^-]", "\\\\$0");
    }
}
