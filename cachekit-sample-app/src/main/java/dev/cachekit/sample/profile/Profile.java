package dev.cachekit.sample.profile;

/**
 * A person. The handle never changes, so other payloads may carry it; the display name may.
 *
 * @param version grows with every change; of two racing changes the higher one is the newer
 */
public record Profile(long id, String handle, String displayName, String bio, long version) {}
