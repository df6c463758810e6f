package dev.cachekit.spring.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page: one document with its style and its script in it. Its content security policy lets a browser run this very script
 * and take this very style, and connect to where the page came from; nothing else is loaded, run or sent. Immutable.
 *
 * @param html the whole document
 */
public record ConsolePage(String html) {

    private static final String POLICY = "default-src 'none'; script-src '%s'; style-src '%s'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'";

    /**
     * Joins the page's parts.
     *
     * @return the page
     * @throws UncheckedIOException if the library is not complete
     */
    public static ConsolePage read() {
        String style = resource("console.css");
        String script = resource("console.js");
        return new ConsolePage(resource("console.html")
                .replace("/*policy*/", POLICY.formatted(hash(script), hash(style)))
                .replace("/*style*/", style)
                .replace("/*script*/", script));
    }

    private static String resource(String name) {
        try (InputStream resource = ConsolePage.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException(name + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of exactly what stands between the tags. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) { // every Java has it
            throw new IllegalStateException(impossible);
        }
    }
}
