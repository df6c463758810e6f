package dev.cachekit.spi;

/**
 * Requests that are collected and go to the store together, in one round trip per node, each with an answer of its own. Made for
 * one use: requests are made, then sent; what is asked for later goes at once. Used by one thread until it is sent.
 */
public interface Bundle {

    /**
     * Returns the store of entries, through this bundle. What concerns a single key is collected: its look-up, the requests for
     * its lease and what ends it, its put, its invalidation; and the reading of a tag clock. The rest may go at once.
     *
     * @return always the same
     */
    EntryStore entries();

    /**
     * Returns the counters, through this bundle. Only additions need be collected.
     *
     * @return always the same
     */
    CounterStore counters();

    /** Sends what was collected. Does not wait, and does not throw: what fails is a failure of the single answers. */
    void send();

    /**
     * Makes a bundle for a store to which there is no way, such as one in the memory of this process: requests go at once.
     *
     * @param entries the store of entries
     * @param counters the counters
     * @return a new bundle
     */
    static Bundle direct(EntryStore entries, CounterStore counters) {
        return new Bundle() {
            @Override
            public EntryStore entries() {
                return entries;
            }

            @Override
            public CounterStore counters() {
                return counters;
            }

            @Override
            public void send() {}
        };
    }
}
