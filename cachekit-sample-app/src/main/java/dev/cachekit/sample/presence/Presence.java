package dev.cachekit.sample.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who is online. Every node tells the others who is online at it; what it has told holds for a while and then has to be told
 * again, so the users of a node that has died go offline by themselves. Safe for use by many threads.
 */
public final class Presence {

    /** How long a node is believed. */
    static final Duration TTL = Duration.ofSeconds(15);

    private final String node = UUID.randomUUID().toString();
    private final Consumer<NodePresence> others;
    private final Consumer<PresenceChange> changes;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Told> nodes = new HashMap<>();
    private Set<OnlineUser> here = Set.of();
    private Set<OnlineUser> online = Set.of();

    private record Told(Set<OnlineUser> users, Instant until) {}

    Presence(Consumer<NodePresence> others, Consumer<PresenceChange> changes, Clock clock) {
        this.others = others;
        this.changes = changes;
        this.clock = clock;
    }

    /** Everybody who is online, on any node. */
    public Set<OnlineUser> online() {
        lock.lock();
        try {
            return online;
        } finally {
            lock.unlock();
        }
    }

    /** Sets who is online at this node. */
    public void here(Set<OnlineUser> users) {
        lock.lock();
        try {
            here = Set.copyOf(users);
            update();
            tell(false);
        } finally {
            lock.unlock();
        }
    }

    /** Tells the others again, and forgets those that have not. Called more often than the time a node is believed. */
    void beat() {
        lock.lock();
        try {
            nodes.values().removeIf(told -> !clock.instant().isBefore(told.until()));
            update();
            tell(false);
        } finally {
            lock.unlock();
        }
    }

    /** Asks the others: at the start, and when something they told may have been missed. */
    void ask() {
        lock.lock();
        try {
            tell(true);
        } finally {
            lock.unlock();
        }
    }

    void heard(NodePresence told) {
        if (told.node().equals(node)) {
            return;
        }
        lock.lock();
        try {
            nodes.put(told.node(), new Told(told.users(), clock.instant().plus(TTL)));
            update();
            if (told.asking()) {
                tell(false);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(boolean asking) {
        others.accept(new NodePresence(node, here, asking));
    }

    /** Changes are told under the lock, so that they come in their order. */
    private void update() {
        Set<OnlineUser> now = new HashSet<>(here);
        nodes.values().forEach(told -> now.addAll(told.users()));
        Set<OnlineUser> before = online;
        online = Set.copyOf(now);
        online.stream()
                .filter(user -> !before.contains(user))
                .forEach(user -> changes.accept(new PresenceChange(user, true)));
        before.stream()
                .filter(user -> !now.contains(user))
                .forEach(user -> changes.accept(new PresenceChange(user, false)));
    }
}
