package dev.cachekit.spring.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the console writes keys. Keys may be personal, so unless their texts are allowed it writes digests under a secret that is
 * made anew in each process: equal keys look equal while the process runs, and nobody finds the key by trying. Of a long text it
 * writes the beginning and the length. Safe for use by many threads.
 */
public final class KeyTexts {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 4;

    /** UTF-16 units; longer keys are rare, and a snapshot may have seventy. */
    static final int SHOWN_CHARS = 200;

    /**
     * A key as it may be shown.
     *
     * @param text what to show
     * @param whole whether that is the key itself
     */
    record Shown(String text, boolean whole) {}

    private final boolean texts;
    private final SecretKeySpec secret = new SecretKeySpec(random(), ALGORITHM);

    /**
     * Decides how.
     *
     * @param texts whether to write the texts of keys
     */
    public KeyTexts(boolean texts) {
        this.texts = texts;
    }

    boolean showsTexts() {
        return texts;
    }

    Shown of(String text) {
        if (text.isEmpty()) {
            return new Shown(text, false);
        }
        if (!texts) {
            return new Shown("#" + digest(text), false);
        }
        return text.length() <= SHOWN_CHARS ? new Shown(text, true) : new Shown(beginning(text), false);
    }

    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(SHOWN_CHARS - 1)) ? SHOWN_CHARS - 1 : SHOWN_CHARS;
        return String.format(Locale.ROOT, "%s… (%,d characters)", text.substring(0, end), text.length());
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, SHOWN_BYTES);
        } catch (GeneralSecurityException impossible) { // every Java has it
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
