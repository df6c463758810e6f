package dev.cachekit.limit;

import java.util.function.UnaryOperator;

/**
 * What is limited.
 *
 * @param given for people and plans: a text as the caller gave it; empty if the limiter has one key
 * @param text escaped, for the store; of more than 36 bytes only a digest
 */
public record LimitKey(String given, String text) {

    /** What a limiter without a key counts for, whoever asks it: an annotation, a path or code. */
    public static final LimitKey NONE = new LimitKey("", "%none");

    /** Puts a digest in the place of a long text, whoever makes the key. */
    public LimitKey {
        text = BoundedSubject.of(text);
    }

    /**
     * Makes the key of a text.
     *
     * @param given a text as the caller gave it; empty for {@link #NONE}
     * @param escape escapes it for the store
     * @return the key
     */
    public static LimitKey of(String given, UnaryOperator<String> escape) {
        return given.isEmpty() ? NONE : new LimitKey(given, escape.apply(given));
    }
}
