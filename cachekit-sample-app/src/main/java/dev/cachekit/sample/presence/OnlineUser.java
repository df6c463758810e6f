package dev.cachekit.sample.presence;

/** Somebody who has the page open. */
public record OnlineUser(long id, String handle) {}
