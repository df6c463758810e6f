package dev.cachekit.sample.notification;

/** How many posts there were for a user to read. */
public record DigestLine(long userId, int posts) {}
