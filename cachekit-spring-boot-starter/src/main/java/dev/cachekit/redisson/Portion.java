package dev.cachekit.redisson;

/** How much goes in one request: half as much after an answer that was too large, else twice as much, up to a bound. */
final class Portion {

    /** An answer of more bytes is too large. */
    static final int MOST_BYTES = 1 << 20;

    private final int least;
    private final int most;
    private volatile int now;

    Portion(int least, int most) {
        this.least = least;
        this.most = most;
        this.now = most;
    }

    int now() {
        return now;
    }

    /**
     * Learns from an answer.
     *
     * @param number how much it was for
     * @param bytes its size
     */
    void learn(int number, long bytes) {
        now = bytes > MOST_BYTES ? Math.max(least, number / 2) : Math.min(most, now * 2);
    }
}
