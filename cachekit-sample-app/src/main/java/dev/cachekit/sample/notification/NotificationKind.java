package dev.cachekit.sample.notification;

/** What a notification is about. */
public enum NotificationKind {
    /** Somebody whom the user follows has published a post. */
    POSTED,
    /** Somebody likes a post of the user. */
    LIKED,
    /** Somebody follows the user. */
    FOLLOWED,
    /** How many posts there were since yesterday from those whom the user follows. */
    DIGEST
}
