package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Hears the changes of a test and keeps them. */
final class RecordedChanges implements Backplane.Listener {

    private final List<LaneMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger subscribed = new AtomicInteger();

    @Override
    public void onMessage(LaneMessage message) {
        messages.add(message);
    }

    @Override
    public void onSubscribed() {
        subscribed.incrementAndGet();
    }

    /** Waits until it was subscribed so many times. */
    void awaitSubscribed(int times) {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> subscribed.get() >= times);
    }

    int timesSubscribed() {
        return subscribed.get();
    }

    void clear() {
        messages.clear();
    }

    List<LaneMessage> of(Lane lane) {
        return messages.stream().filter(message -> message.lane().equals(lane)).toList();
    }

    /** Waits for the message that leads to a stamp, and returns it. */
    LaneMessage awaitStamp(Lane lane, long stamp) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> of(lane).stream().anyMatch(message -> message.stamp() == stamp));
        return of(lane).stream()
                .filter(message -> message.stamp() == stamp)
                .findFirst()
                .orElseThrow();
    }

    /** Each message of a lane must begin with the stamp that the one before it ended with. */
    void assertChained(Lane lane) {
        List<LaneMessage> chain = of(lane);
        for (int i = 1; i < chain.size(); i++) {
            assertThat(chain.get(i).previous()).isEqualTo(chain.get(i - 1).stamp());
        }
        assertThat(chain).allMatch(message -> message.stamp() > message.previous());
    }
}
