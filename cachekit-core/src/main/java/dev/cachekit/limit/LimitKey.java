package dev.cachekit.limit;

/**
 * What is limited.
 *
 * @param given for people and plans: a text as the caller gave it; empty if the limiter has one key
 * @param text escaped, for the store
 */
public record LimitKey(String given, String text) {}
