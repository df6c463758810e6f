package dev.cachekit;

/**
 * An annotation, a property or an argument cannot be honoured. Thrown at start-up wherever the mistake is visible then.
 *
 * <p>Its message always reads {@code <where>: <rule> but was <value>; <remedy>}, for example {@code @CacheAside on
 * FeedService#timeline(long): ttl must be positive but was PT0S; set ttl or cachekit.caches.feed.ttl}.
 */
public class InvalidConfigurationException extends CacheKitException {

    private final String where;
    private final String value;
    private final String rule;
    private final String remedy;

    /**
     * @param where the place of the mistake: an annotation on a method, or a property
     * @param value the value found there; never a secret
     * @param rule what holds for the value: {@code "ttl must be positive"}
     * @param remedy what to do: {@code "set ttl or cachekit.caches.feed.ttl"}
     */
    public InvalidConfigurationException(String where, String value, String rule, String remedy) {
        this(where, value, rule, remedy, where + ": " + rule + " but was " + value + "; " + remedy);
    }

    InvalidConfigurationException(String where, String value, String rule, String remedy, String message) {
        super(message);
        this.where = where;
        this.value = value;
        this.rule = rule;
        this.remedy = remedy;
    }

    /** The place of the mistake: an annotation on a method, or a property. */
    public final String where() {
        return where;
    }

    /** The value found there. */
    public final String value() {
        return value;
    }

    /** What holds for the value. */
    public final String rule() {
        return rule;
    }

    /** What to do. */
    public final String remedy() {
        return remedy;
    }
}
