package dev.cachekit.spi;

/**
 * The key of one counter.
 *
 * @param name the counter's escaped name
 */
public record CounterKey(String name) {

    /**
     * Returns the lane of this counter.
     *
     * @return the lane, the same in every process
     */
    public Lane lane() {
        return Lane.home(name);
    }
}
