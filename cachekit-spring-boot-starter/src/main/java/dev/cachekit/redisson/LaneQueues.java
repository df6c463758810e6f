package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One queue for a server, or one for each lane of a cluster, as no request touches several slots.
 *
 * @param all as many as there are
 * @param <Q> the type of a queue
 */
record LaneQueues<Q>(List<Q> all) {

    static <Q> LaneQueues<Q> of(boolean cluster, Supplier<Q> queue) {
        return new LaneQueues<>(
                Stream.generate(queue).limit(cluster ? Lane.COUNT : 1).toList());
    }

    Q of(Lane lane) {
        return all.get(lane.number() % all.size());
    }

    /** The queue of all lanes; null if they have several. */
    @Nullable
    Q ofAll() {
        return all.size() == 1 ? all.get(0) : null;
    }
}
