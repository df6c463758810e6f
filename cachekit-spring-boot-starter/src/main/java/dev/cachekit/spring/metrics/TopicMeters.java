package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.TopicEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Counts and times what topics do. Safe for use by many threads. */
public final class TopicMeters implements TopicEvents {

    private final MeterBook book;
    private final BoundedNames names;

    /**
     * Makes a listener.
     *
     * @param registry keeps the meters
     */
    public TopicMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
        this.names = new BoundedNames(name -> book.begin(List.of(TopicMeter.values()), name));
    }

    @Override
    public void onPublished(String topic, boolean success) {
        book.counter(TopicMeter.PUBLISHED, names.of(topic), Names.ofResult(success))
                .increment();
    }

    @Override
    public void onTaken(String subscription, Duration waited) {
        book.timer(TopicMeter.LAG, names.of(subscription)).record(waited);
    }

    @Override
    public void onHandled(String subscription, Duration time, boolean success) {
        book.timer(TopicMeter.HANDLED, names.of(subscription), Names.ofResult(success))
                .record(time);
    }

    @Override
    public void onUnreadable(String subscription) {
        book.counter(TopicMeter.LEFT_OUT, names.of(subscription), "unreadable").increment();
    }

    @Override
    public void onDropped(String subscription, long count) {
        book.counter(TopicMeter.LEFT_OUT, names.of(subscription), "dropped").increment(count);
    }

    @Override
    public void onDisconnected(String subscription) {
        book.counter(TopicMeter.DISCONNECTS, names.of(subscription)).increment();
    }
}
