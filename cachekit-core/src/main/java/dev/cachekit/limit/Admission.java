package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.Decision;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitReply.Left;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What became of a call that asked for permits. Immutable.
 *
 * @param limiter the limiter's name
 * @param key what is limited, as the caller gave it
 * @param decision what was counted
 * @param passes whether the call may go on: it is allowed, or the limiter only counts
 * @param bands what each band is left with; empty if nobody knows, as when the store is away and calls are let through
 */
public record Admission(String limiter, String key, Decision decision, boolean passes, List<BandLeft> bands) {

    /**
     * What a band is left with.
     *
     * @param band the band
     * @param remaining permits that can be taken now
     * @param moreAfter until there is at least one more; zero if none is missing
     */
    public record BandLeft(Band band, long remaining, Duration moreAfter) {}

    /** Keeps a copy of the bands. */
    public Admission {
        bands = List.copyOf(bands);
    }

    static Admission of(String limiter, LimitKey key, List<Band> bands, LimitReply reply, boolean shadow) {
        List<BandLeft> left = new ArrayList<>();
        for (int i = 0; i < reply.bands().size(); i++) {
            Left counted = reply.bands().get(i);
            left.add(new BandLeft(bands.get(i), counted.remaining(), counted.moreAfter()));
        }
        return new Admission(limiter, key.given(), decision(bands, reply), reply.granted() || shadow, left);
    }

    private static Decision decision(List<Band> bands, LimitReply reply) {
        long remaining = reply.bands().stream()
                .mapToLong(Left::remaining)
                .min()
                .orElseGet(() -> bands.stream().mapToLong(Band::burst).min().orElse(0));
        Duration reset = reply.bands().stream()
                .map(Left::fullAfter)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Decision(reply.granted(), remaining, reply.granted() ? Duration.ZERO : reply.delay(), reset);
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
        return new RateLimitExceededException(limiter, key, decision.retryAfter(), decision.remaining());
    }
}
