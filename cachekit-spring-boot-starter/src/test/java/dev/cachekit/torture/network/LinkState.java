package dev.cachekit.torture.network;

import java.time.Duration;

/**
 * How a link behaves.
 *
 * @param holdsRequests what the client sends stays on the way; it arrives when the link is whole again
 * @param holdsReplies the same for what the server sends: the server acts, the client never hears of it
 * @param losesReplies what the server sends is gone
 * @param delay how long each piece takes
 * @param silent new connections are accepted, and then nothing ever happens on them
 * @param only which connections this is about; the others pass
 */
public record LinkState(
        boolean holdsRequests,
        boolean holdsReplies,
        boolean losesReplies,
        Duration delay,
        boolean silent,
        Traffic only) {

    /** Everything passes. */
    public static final LinkState PASS = new LinkState(false, false, false, Duration.ZERO, false, Traffic.ALL);

    /** A black hole in both directions. */
    public static LinkState hole(Traffic only) {
        return new LinkState(true, true, false, Duration.ZERO, false, only);
    }

    /** Half open: requests arrive, replies do not. */
    public static LinkState noReplies(Traffic only) {
        return new LinkState(false, true, false, Duration.ZERO, false, only);
    }

    /** Half open: requests do not arrive. */
    public static LinkState noRequests(Traffic only) {
        return new LinkState(true, false, false, Duration.ZERO, false, only);
    }

    /** What the server sends is lost for ever, and nobody notices. */
    public static LinkState loss(Traffic only) {
        return new LinkState(false, false, true, Duration.ZERO, false, only);
    }

    /** A slow link. */
    public static LinkState slow(Duration delay) {
        return new LinkState(false, false, false, delay, false, Traffic.ALL);
    }

    /** Whoever connects gets no answer, ever. */
    public static LinkState mute() {
        return new LinkState(false, false, false, Duration.ZERO, true, Traffic.ALL);
    }
}
