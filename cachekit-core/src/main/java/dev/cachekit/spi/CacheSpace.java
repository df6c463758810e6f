package dev.cachekit.spi;

/**
 * The part of a store that belongs to one cache of one application.
 *
 * <p>Keys of this space read {@code <app>:{<lane>}:<prefix>:<format>:<key>}.
 *
 * @param app the application, first part of every key, escaped
 * @param cache the cache's name as given, for messages and metrics
 * @param prefix what stands for the cache within its keys, usually its name, escaped
 */
public record CacheSpace(String app, String cache, String prefix) {

    /** The format of keys and entries. It is part of every key, so two formats never read each other's entries. */
    public static final String FORMAT = "2";

    /**
     * Returns what every key of this space in the given lane starts with.
     *
     * @param lane the lane
     * @return the start of the keys, with its last colon
     */
    public String keyStart(Lane lane) {
        return app + ":{" + lane.tag() + "}:" + prefix + ":" + FORMAT + ":";
    }
}
