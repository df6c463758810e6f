package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears the messages of a backplane and keeps those of each lane in their order. */
final class RecordedMessages implements Backplane.Listener {

    private static final long LIMIT_SECONDS = 10;

    private final Map<Lane, BlockingQueue<LaneMessage>> arrived = new ConcurrentHashMap<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);

    private RecordedMessages() {
        Lane.all().forEach(lane -> arrived.put(lane, new LinkedBlockingQueue<>()));
    }

    /** Returns when messages are heard. */
    static RecordedMessages of(Backplane backplane) {
        RecordedMessages messages = new RecordedMessages();
        backplane.listen(messages);
        try {
            assertThat(messages.subscribed.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("subscribed")
                    .isTrue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return messages;
    }

    @Override
    public void onMessage(LaneMessage message) {
        arrived.get(message.lane()).add(message);
    }

    @Override
    public void onSubscribed() {
        subscribed.countDown();
    }

    /**
     * Returns what the messages between two readings of a lane's stamp have told; they must lead without a gap from the
     * first to the second.
     */
    List<Removed> between(Lane lane, long from, long to) {
        List<Removed> told = new ArrayList<>();
        long stamp = from;
        while (stamp != to) {
            LaneMessage message = next(lane);
            if (message == null) {
                throw new AssertionError(lane + ": no message leads from " + stamp + " to " + to + ", after " + told);
            }
            // Messages from before the first reading may still arrive.
            if (message.stamp() > from) {
                assertThat(message.previous()).as("%s after %s", lane, told).isEqualTo(stamp);
                assertThat(message.stamp()).isGreaterThan(stamp);
                stamp = message.stamp();
                told.add(message.removed());
            }
        }
        return told;
    }

    /** Returns a message that has arrived and was not asked for yet, null if there is none. */
    @Nullable
    LaneMessage arrived(Lane lane) {
        return arrived.get(lane).poll();
    }

    private @Nullable LaneMessage next(Lane lane) {
        try {
            return arrived.get(lane).poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for a message", e);
    }
}
