package dev.cachekit.spring.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the console writes keys. Keys may be personal, so unless their texts are allowed it writes digests under a secret that is
 * made anew in each process: equal keys look equal while the process runs, and nobody finds the key by trying. Safe for use by
 * many threads.
 */
public final class KeyTexts {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 4;

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

    String of(String text) {
        return texts || text.isEmpty() ? text : "#" + digest(text);
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
