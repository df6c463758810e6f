package dev.cachekit.near;

import dev.cachekit.spi.Payload;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be kept in this process.
 *
 * @param value the value; only ever handed out where {@linkplain NearTier#isShared() hits share one object}, and then it has
 *     to be one of its own, decoded from the payload
 * @param payload the encoded value
 * @param left how long the value is still fresh
 * @param tags the tags it carries
 * @param confirmed whether the store has it, too. If not, nothing vouches for it, and {@code left} must not exceed what is
 *     left of {@link LaneWatch#BOUND} since its load began.
 * @param <V> the type of the value
 */
public record NearValue<V extends @Nullable Object>(
        V value, Payload payload, Duration left, List<String> tags, boolean confirmed) {}
