package dev.cachekit.spi;

import java.util.List;

/**
 * Tells all nodes what a change in one lane has removed. The messages of a lane form a chain by their stamps, so that a
 * node notices when it has missed one.
 *
 * @param lane the lane
 * @param previous the lane's stamp before the change
 * @param stamp the lane's stamp after it, always larger
 * @param removed what the change has removed
 * @param origin who made the change
 */
public record LaneMessage(Lane lane, long previous, long stamp, Removed removed, Origin origin) {

    /**
     * Makes a message of a change in this process.
     *
     * @param lane the lane
     * @param previous the lane's stamp before the change
     * @param stamp the lane's stamp after it, always larger
     * @param removed what the change has removed
     */
    public LaneMessage(Lane lane, long previous, long stamp, Removed removed) {
        this(lane, previous, stamp, removed, Origin.HERE);
    }

    /**
     * Who made a change. For people: nothing may depend on it.
     *
     * @param name names the process
     * @param here whether it is this one
     */
    public record Origin(String name, boolean here) {

        /** This process, where no other has a part in the store. */
        public static final Origin HERE = new Origin("this process", true);

        /** A process that does not tell its name. */
        public static final Origin UNKNOWN = new Origin("unknown", false);
    }

    /** What a change has removed. */
    public sealed interface Removed {}

    /**
     * Single keys, whether or not they existed; possibly none.
     *
     * @param keys the keys
     */
    public record Keys(List<Key> keys) implements Removed {}

    /**
     * All keys of a cache in the message's lane.
     *
     * @param prefix what stands for the cache within its keys
     */
    public record Cache(String prefix) implements Removed {}

    /**
     * All keys of a cache, in any lane, that carry one of the tags. Sent in the home lane of the cache.
     *
     * @param prefix what stands for the cache within its keys
     * @param tags the tags
     */
    public record Tags(String prefix, List<String> tags) implements Removed {}

    /**
     * The name of an entry as a message carries it.
     *
     * @param prefix what stands for the cache within its keys
     * @param text the escaped text of the user's key
     */
    public record Key(String prefix, String text) {}
}
