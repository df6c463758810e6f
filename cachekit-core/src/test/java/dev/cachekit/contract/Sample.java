package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tokens, entries and requests for tests. */
public final class Sample {

    /** Longer than any test runs. */
    public static final Duration LONG = Duration.ofMinutes(10);

    /** The same as a lifetime. */
    public static final Ttl LONG_TTL = Ttl.of(LONG);

    /** Passes within a test, see {@link StoreScenario#passTime}. */
    public static final Duration SHORT = Duration.ofMillis(60);

    /** The same as a lifetime. */
    public static final Ttl SHORT_TTL = Ttl.of(SHORT);

    private static final String RUN =
            String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final AtomicLong COUNT = new AtomicLong();

    private Sample() {}

    /** Returns a token that no other test uses. */
    public static Token token() {
        return new Token(RUN + String.format("%010d", COUNT.incrementAndGet()));
    }

    /** Returns a JSON entry made by a load or write. */
    public static Entry entry(Token token, String json) {
        return entry(token, json, null);
    }

    /** Returns a JSON entry with a version. */
    public static Entry entry(Token token, String json, @Nullable Long version) {
        Payload payload = new Payload(Encoding.JSON, "0a1b2c3d", ByteBuffer.wrap(json.getBytes(UTF_8)));
        return new Entry(token, payload, Instant.parse("2026-01-01T00:00:00.123Z"), Duration.ofMillis(7), version);
    }

    /** Returns the text of an entry's payload. */
    public static String textOf(Entry entry) {
        return UTF_8.decode(entry.payload().bytes()).toString();
    }

    /** Asks for a long lease. */
    public static LeaseRequest request(Token token) {
        return new LeaseRequest(token, LONG, null);
    }

    /** Asks for a lease that passes within the test. */
    public static LeaseRequest shortRequest(Token token) {
        return new LeaseRequest(token, SHORT, null);
    }

    /** Ends a fenced write with a value. */
    public static Settlement settlement(Entry entry) {
        return new Settlement(entry.token(), entry, LONG_TTL, null);
    }

    /** Ends a write that had no fence with a value. */
    public static Settlement unfenced(Entry entry, long stampBefore) {
        return new Settlement(entry.token(), entry, LONG_TTL, stampBefore);
    }

    /** Ends a write without a value. */
    public static Settlement rollback(Token writer) {
        return new Settlement(writer, null, LONG_TTL, null);
    }
}
