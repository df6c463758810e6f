package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of topics. Subscriptions are named as they were asked for, patterns included. */
enum TopicMeter implements CacheKitMeter {
    /** Messages sent. */
    PUBLISHED(counter(
            "cachekit.topic.published",
            "Messages sent, or not taken by the store.",
            named("topic"),
            of("result", "success", "failure"))),

    /** Messages handled. */
    HANDLED(timer(
            "cachekit.topic.handled",
            "Messages handled by subscribers here.",
            named("topic"),
            of("result", "success", "failure"))),

    /** Waits of messages. */
    LAG(timer("cachekit.topic.lag", "Time that messages waited in this process for their handlers.", named("topic"))),

    /** Messages left out. */
    LEFT_OUT(counter(
            "cachekit.topic.left.out",
            "Messages that no handler got: dropped because too many waited, or unreadable.",
            named("topic"),
            of("reason", "dropped", "unreadable"))),

    /** Lost connections. */
    DISCONNECTS(counter(
            "cachekit.topic.disconnects",
            "Times that a connection was lost and came back, so that messages may have been missed.",
            named("topic")));

    private final MeterText text;

    TopicMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
