package dev.cachekit.sample.presence;

/** Somebody has come online, on the first node they are seen at, or has gone offline on the last. An event of this process. */
public record PresenceChange(OnlineUser user, boolean online) {}
