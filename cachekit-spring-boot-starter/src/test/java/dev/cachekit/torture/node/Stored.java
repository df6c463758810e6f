package dev.cachekit.torture.node;

/**
 * What the services return and the caches keep.
 *
 * @param row the row
 * @param version its version when it was loaded
 * @param filler gives it some size
 */
public record Stored(String row, long version, String filler) {

    private static final String FILLER = "a value of an ordinary size, so that messages are not all tiny ".repeat(3);

    static Stored of(String row, long version) {
        return new Stored(row, version, FILLER);
    }
}
