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
import java.util.function.Supplier;

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
    private final Notices notices = new Notices();
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

    /**
     * Looks who is online at this node. Of two that call at the same time the later one asks again, so nobody is missed.
     *
     * @param users is asked under a lock, so it must not wait for anybody
     */
    public void here(Supplier<Set<OnlineUser>> users) {
        change(() -> {
            here = Set.copyOf(users.get());
            update();
            tell(false);
        });
    }

    /** Tells a newcomer who is online; what changes later is told later. */
    public void welcome(Consumer<Set<OnlineUser>> newcomer) {
        change(() -> {
            Set<OnlineUser> now = online;
            notices.add(() -> newcomer.accept(now));
        });
    }

    /** Tells the others again, and forgets those that have not. Called more often than the time a node is believed. */
    void beat() {
        change(() -> {
            nodes.values().removeIf(told -> !clock.instant().isBefore(told.until()));
            update();
            tell(false);
        });
    }

    /** Asks the others: at the start, and when something they told may have been missed. */
    void ask() {
        change(() -> tell(true));
    }

    void heard(NodePresence told) {
        if (told.node().equals(node)) {
            return;
        }
        change(() -> {
            nodes.put(told.node(), new Told(told.users(), clock.instant().plus(TTL)));
            update();
            if (told.asking()) {
                tell(false);
            }
        });
    }

    /** What is to be told is noted under the lock, in its order, and told without it: who is told may wait for others. */
    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
        notices.tell();
    }

    private void tell(boolean asking) {
        NodePresence told = new NodePresence(node, here, asking);
        notices.add(() -> others.accept(told));
    }

    private void update() {
        Set<OnlineUser> now = new HashSet<>(here);
        nodes.values().forEach(told -> now.addAll(told.users()));
        Set<OnlineUser> before = online;
        online = Set.copyOf(now);
        online.stream().filter(user -> !before.contains(user)).forEach(user -> tell(new PresenceChange(user, true)));
        before.stream().filter(user -> !now.contains(user)).forEach(user -> tell(new PresenceChange(user, false)));
    }

    private void tell(PresenceChange change) {
        notices.add(() -> changes.accept(change));
    }
}
