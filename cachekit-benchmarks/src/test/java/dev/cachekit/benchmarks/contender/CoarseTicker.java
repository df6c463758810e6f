package dev.cachekit.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Ticker;

/** A clock that a thread advances every millisecond. */
final class CoarseTicker implements Ticker {

    private volatile long nanos = System.nanoTime();

    private CoarseTicker() {}

    static CoarseTicker started() {
        CoarseTicker ticker = new CoarseTicker();
        Thread thread = new Thread(ticker::advance, "coarse-ticker");
        thread.setDaemon(true);
        thread.start();
        return ticker;
    }

    private void advance() {
        try {
            while (true) {
                nanos = System.nanoTime();
                Thread.sleep(1);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long read() {
        return nanos;
    }
}
