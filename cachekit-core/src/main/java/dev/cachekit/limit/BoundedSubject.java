package dev.cachekit.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keeps what stands for a subject in the store short: texts longer than 36 bytes, those of a UUID, are replaced by the first 128 bits of their
 * SHA-256, so no caller decides how much memory a counter takes. Two texts that share them are
 * not to be found. A longer text would also take more room than its digest.
 */
final class BoundedSubject {

    private static final int MOST_BYTES = 36;
    private static final int DIGEST_BYTES = 16;

    /** In no escaped text a percent sign stands before these letters, so no text of a caller reads like a digest. */
    private static final String MARK = "%sha";

    private BoundedSubject() {}

    static String of(String escaped) {
        if (escaped.length() <= MOST_BYTES / 3) { // no char takes more than three bytes
            return escaped;
        }
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_BYTES ? escaped : MARK + digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
