package dev.cachekit.annotation;

/** What happens to messages for which a listener has no room left. It is told either way that it missed some. */
public enum Overflow {
    /** The oldest message that waits gives way to the new one. For listeners that want to know how things stand. */
    DROP_OLDEST,
    /** The new message is dropped. For listeners that work through what they have begun. */
    DROP_NEWEST
}
