package dev.cachekit.redisson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The scripts, read once from the files beside this package. */
enum LuaScript implements Script {
    // A late second copy of these could bring back what was taken away meanwhile, so nobody may send one.
    LEASE(Sending.ONCE),
    FENCE(Sending.ONCE),
    PUT(Sending.ONCE),
    // These count: a copy would count twice.
    TAKE(Sending.ONCE),
    CREDIT(Sending.ONCE),
    COUNT(Sending.ONCE),
    // A copy that comes after the flight has ended would begin another that nobody leads.
    FLIGHT_ENTER(Sending.ONCE),
    FLIGHT_EXTEND(Sending.REPEATABLE),
    FLIGHT_FINISH(Sending.REPEATABLE),
    FLIGHT_ABANDON(Sending.REPEATABLE),
    FLIGHT_LEAVE(Sending.REPEATABLE),
    // A late copy could take a lock that was released meanwhile, or tell its holder that it was lost.
    LOCK(Sending.ONCE),
    UNLOCK(Sending.ONCE),
    LOCK_EXTEND(Sending.REPEATABLE),
    FILL(Sending.REPEATABLE),
    EXTEND(Sending.REPEATABLE),
    RELEASE(Sending.REPEATABLE),
    INVALIDATE(Sending.REPEATABLE),
    SWEEP(Sending.REPEATABLE),
    CLEAR(Sending.REPEATABLE),
    RAISE(Sending.REPEATABLE),
    TAG_CLOCK(Sending.REPEATABLE),
    INVALIDATE_TAGS(Sending.REPEATABLE),
    BEAT(Sending.REPEATABLE),
    SETTLE(Sending.REPEATABLE),
    STAMP(Sending.REPEATABLE),
    TTL(Sending.REPEATABLE),
    EXPIRE(Sending.REPEATABLE);

    /** Whether the client may send a script again when its answer is late. */
    enum Sending {
        ONCE,
        REPEATABLE
    }

    private static final String INCLUDE = "-- include: ";

    private final Sending sending;
    private final String text;
    private final String digest;

    LuaScript(Sending sending) {
        this.sending = sending;
        this.text = assemble(name().toLowerCase(Locale.ROOT), line -> true);
        this.digest = digest(text);
    }

    @Override
    public Sending sending() {
        return sending;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String digest() {
        return digest;
    }

    /** What the script shares with others. */
    String includes() {
        return assemble(name().toLowerCase(Locale.ROOT), line -> line.startsWith(INCLUDE));
    }

    /** What it does itself. */
    String body() {
        return assemble(name().toLowerCase(Locale.ROOT), line -> !line.startsWith(INCLUDE));
    }

    static String digest(String text) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }

    private static String assemble(String name, Predicate<String> wanted) {
        return read(name)
                .lines()
                .filter(wanted)
                .map(line -> line.startsWith(INCLUDE) ? assemble(line.substring(INCLUDE.length()), all -> true) : line)
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
    }

    private static String read(String name) {
        try (InputStream file = LuaScript.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException(
                        "script " + name + ".lua is missing beside " + LuaScript.class.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("script " + name + ".lua cannot be read", failure);
        }
    }
}
