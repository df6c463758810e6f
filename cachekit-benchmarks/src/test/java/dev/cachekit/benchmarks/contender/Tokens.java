package dev.cachekit.benchmarks.contender;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Names of owners, unique among processes, without the random source that all threads share. */
public final class Tokens {

    private static final String PROCESS = UUID.randomUUID() + ":";
    private static final AtomicLong COUNT = new AtomicLong();

    private Tokens() {}

    /** One that nobody else has. */
    public static String next() {
        return PROCESS + COUNT.incrementAndGet();
    }
}
