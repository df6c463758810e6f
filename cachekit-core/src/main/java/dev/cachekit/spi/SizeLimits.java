package dev.cachekit.spi;

/**
 * Size limits of one cache.
 *
 * @param compressionThreshold encoded values of at least this many bytes are compressed; {@link Long#MAX_VALUE} never
 * @param maxValueSize encoded values of more than this many bytes are not stored
 */
public record SizeLimits(long compressionThreshold, long maxValueSize) {

    /** Checks that both are positive. */
    public SizeLimits {
        if (compressionThreshold < 1 || maxValueSize < 1) {
            throw new IllegalArgumentException("size limits must be positive but were compression threshold "
                    + compressionThreshold + " and maximum value size " + maxValueSize);
        }
    }
}
