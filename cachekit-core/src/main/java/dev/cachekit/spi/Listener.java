package dev.cachekit.spi;

/**
 * Is told what happens. Each kind of listener hears of one feature; one object may be of several kinds. Listeners are called on
 * the threads of callers, so they must be quick and safe for use by many threads; one that throws harms nothing.
 */
public sealed interface Listener
        permits CacheListener, FlightListener, KeyListener, LimitListener, LockListener, TopicEvents {}
