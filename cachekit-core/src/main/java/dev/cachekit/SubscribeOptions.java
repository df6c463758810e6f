package dev.cachekit;

import dev.cachekit.annotation.Overflow;

/**
 * How messages wait for a subscriber. Immutable.
 *
 * <pre>{@code
 *     orders.subscribe(screen::show, SubscribeOptions.defaults().withCapacity(100));
 * }</pre>
 *
 * @param capacity how many messages may wait, positive; default {@value #DEFAULT_CAPACITY}
 * @param overflow what gives way when more come; default {@link Overflow#DROP_OLDEST}
 * @param handlers how many messages are handled at a time, positive; default 1. With more, messages are no longer told in their
 *     order
 */
public record SubscribeOptions(int capacity, Overflow overflow, int handlers) {

    /** How many messages may wait unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 10_000;

    private static final SubscribeOptions DEFAULTS = new SubscribeOptions(DEFAULT_CAPACITY, Overflow.DROP_OLDEST, 1);

    /**
     * Checks the numbers.
     *
     * @throws InvalidConfigurationException if one is not positive
     */
    public SubscribeOptions {
        requirePositive("capacity", capacity);
        requirePositive("handlers", handlers);
    }

    /** One handler, and room for {@value #DEFAULT_CAPACITY} messages, of which the oldest give way. */
    public static SubscribeOptions defaults() {
        return DEFAULTS;
    }

    /** The same with room for another number of messages. */
    public SubscribeOptions withCapacity(int capacity) {
        return new SubscribeOptions(capacity, overflow, handlers);
    }

    /** The same with another rule for a full queue. */
    public SubscribeOptions withOverflow(Overflow overflow) {
        return new SubscribeOptions(capacity, overflow, handlers);
    }

    /** The same with another number of messages handled at a time. */
    public SubscribeOptions withHandlers(int handlers) {
        return new SubscribeOptions(capacity, overflow, handlers);
    }

    private static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new InvalidConfigurationException(
                    "SubscribeOptions", String.valueOf(number), name + " must be positive", "give at least 1");
        }
    }
}
