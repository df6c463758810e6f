package dev.cachekit.near;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Applies what the store tells to the near caches, and vouches for lanes. A lane is live while the last good beat that
 * was sent for it is not older than {@link #BOUND}. Safe for use by many threads.
 *
 * <p>So nothing has to be believed of messages: a lost one, a dead link, a long pause of this process, a slot that moved
 * all end in the same way, within the bound.
 */
public final class LaneWatch implements Lanes, Backplane.Listener, Heartbeat.Listener {

    /** The longest time after its invalidation was acknowledged that a near cache serves a value. */
    public static final Duration BOUND = Duration.ofSeconds(3);

    /** How much longer than the answer to a beat the messages before it may take. */
    static final Duration GRACE = Duration.ofMillis(250);

    private static final long BOUND_NANOS = BOUND.toNanos();

    private final Scheduler scheduler;
    private final Removals removals;
    private final LaneTracker[] trackers = new LaneTracker[Lane.COUNT];

    LaneWatch(Scheduler scheduler, Removals removals) {
        this.scheduler = scheduler;
        this.removals = removals;
        for (Lane lane : Lane.all()) {
            trackers[lane.number()] = new LaneTracker(reason -> removals.drop(lane, reason), longAgo());
        }
    }

    @Override
    public boolean isLive(Lane lane, long nowNanos) {
        return nowNanos - tracker(lane).confirmedNanos() <= BOUND_NANOS;
    }

    @Override
    public void onMessage(LaneMessage message) {
        tracker(message.lane())
                .onMessage(
                        message.previous(), message.stamp(), () -> removals.remove(message.lane(), message.removed()));
    }

    @Override
    public void onSubscribed() {
        distrustAll(DropReason.SUBSCRIBED);
    }

    @Override
    public void onBeat(long sentNanos, Map<Lane, Beat> answers) {
        Map<Lane, Beat> ahead = new HashMap<>();
        answers.forEach((lane, beat) -> {
            if (!tracker(lane).onBeat(sentNanos, beat)) {
                ahead.put(lane, beat);
            }
        });
        if (!ahead.isEmpty()) {
            scheduler.after(
                    GRACE, () -> ahead.forEach((lane, beat) -> tracker(lane).onBeatOverdue(sentNanos, beat)));
        }
    }

    /** The lanes cease to be live by themselves. */
    @Override
    public void onSilence(long sentNanos, Throwable failure) {}

    @Override
    public void onClockJump() {
        distrustAll(DropReason.CLOCK);
    }

    /** Tells since when at least one lane is not live any more; zero if all are. */
    Duration blindTime() {
        long now = scheduler.nanoTime();
        long blindNanos = 0;
        for (LaneTracker tracker : trackers) {
            blindNanos = Math.max(blindNanos, now - tracker.confirmedNanos() - BOUND_NANOS);
        }
        return Duration.ofNanos(blindNanos);
    }

    private void distrustAll(DropReason reason) {
        for (LaneTracker tracker : trackers) {
            tracker.distrust(reason, longAgo());
        }
    }

    private LaneTracker tracker(Lane lane) {
        return trackers[lane.number()];
    }

    private long longAgo() {
        return scheduler.nanoTime() - BOUND_NANOS - 1;
    }
}
