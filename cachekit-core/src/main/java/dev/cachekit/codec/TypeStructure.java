package dev.cachekit.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The structure of a type: one line per type that it can reach. Lines are sorted and hold names only, so the same
 * classes give the same fingerprint in every process. For use by one thread.
 */
final class TypeStructure {

    private static final int FINGERPRINT_BYTES = 4;

    private final SortedMap<String, String> lineByType = new TreeMap<>();

    /** Returns false if the type has been entered before: the way to end at types that contain themselves. */
    boolean enter(String type) {
        return lineByType.putIfAbsent(type, "") == null;
    }

    void add(String type, String line) {
        lineByType.merge(type, line, (before, more) -> before + " " + more);
    }

    String fingerprint() {
        byte[] hash = sha256().digest(lineByType.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
