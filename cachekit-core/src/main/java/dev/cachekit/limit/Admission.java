package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.Decision;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of a call that asked for permits. Immutable.
 *
 * @param limiter the limiter's name
 * @param key what is limited, as the caller gave it
 * @param request what was asked for
 * @param decision what was counted
 * @param passes whether the call may go on: it is allowed, or the limiter only counts
 * @param left what each band of the request is left with; empty if nobody knows, as when the store is away and calls are let
 *     through
 */
public record Admission(
        String limiter, String key, LimitRequest request, Decision decision, boolean passes, List<Left> left) {

    /** Keeps a copy of what is left. */
    public Admission {
        left = List.copyOf(left);
    }

    static Admission of(String limiter, LimitKey key, LimitRequest request, LimitReply reply, boolean shadow) {
        Decision decision = decision(request.bands(), reply);
        return new Admission(limiter, key.given(), request, decision, reply.granted() || shadow, reply.bands());
    }

    /**
     * Returns the names by which clients know the bands of the request, in their order.
     *
     * @return no band of another limiter has one of them
     */
    public List<String> policies() {
        return PolicyNames.of(request.limiter(), request.bands());
    }

    /** Those without room for the call. If nobody knows what is left, it was more than they ever grant at once. */
    private List<String> lacking() {
        List<String> names = policies();
        return IntStream.range(0, names.size())
                .filter(band -> room(band) < request.cost())
                .mapToObj(names::get)
                .toList();
    }

    private long room(int band) {
        return left.isEmpty()
                ? request.bands().get(band).burst()
                : left.get(band).remaining();
    }

    private static Decision decision(List<Band> bands, LimitReply reply) {
        Duration reset = Duration.ZERO;
        for (Left left : reply.bands()) {
            reset = left.fullAfter().compareTo(reset) > 0 ? left.fullAfter() : reset;
        }
        Duration retry = reply.granted() ? Duration.ZERO : reply.delay();
        return new Decision(reply.granted(), remaining(bands, reply.bands()), retry, reset);
    }

    /** What the scarcest band has left. If nobody knows, it is what the smallest ever grants at once. */
    private static long remaining(List<Band> bands, List<Left> left) {
        if (left.isEmpty()) {
            return bands.stream().mapToLong(Band::burst).min().orElse(0);
        }
        long least = Long.MAX_VALUE;
        for (Left band : left) {
            least = Math.min(least, band.remaining());
        }
        return least;
    }

    /**
     * Returns what a caller is told who only asks whether to go on.
     *
     * @return the decision; allowed if the call passes
     */
    public Decision told() {
        return decision.allowed() || !passes
                ? decision
                : new Decision(true, decision.remaining(), Duration.ZERO, decision.resetAfter());
    }

    /**
     * Returns what a refused call fails with.
     *
     * @return a new exception
     */
    public RateLimitExceededException refusal() {
        return new RateLimitExceededException(limiter, key, decision, lacking());
    }
}
