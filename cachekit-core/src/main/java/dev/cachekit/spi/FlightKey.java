package dev.cachekit.spi;

/**
 * Names what concurrent calls share.
 *
 * @param flight the flight's escaped name
 * @param text the escaped text of the user's key
 */
public record FlightKey(String flight, String text) {

    /**
     * Returns where it is kept.
     *
     * @return the lane
     */
    public Lane lane() {
        return Lane.of(flight, text);
    }
}
