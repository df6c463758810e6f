package dev.cachekit.spi;

import java.util.Collection;
import java.util.List;

/**
 * The tags of a value, and the reading of the cache's tag clock from before the value was loaded. The value is valid as
 * long as none of its tags was invalidated at a later reading.
 *
 * @param clock the reading; zero if there are no tags
 * @param names the tags, sorted, each once; never blank, without line breaks
 */
public record Tagging(long clock, List<String> names) {

    /** No tags. */
    public static final Tagging NONE = new Tagging(0, List.of());

    /** Sorts the names and checks them. */
    public Tagging {
        names = names.stream().distinct().sorted().toList();
        if (clock < 0) {
            throw new IllegalArgumentException("tag clock must not be negative but was " + clock);
        }
        names.forEach(Tagging::check);
    }

    /**
     * Makes the tags of a value.
     *
     * @param clock the reading of the tag clock from before the load
     * @param names the tags
     * @return the tags, {@link #NONE} if there are none
     */
    public static Tagging of(long clock, Collection<String> names) {
        return names.isEmpty() ? NONE : new Tagging(clock, List.copyOf(names));
    }

    /**
     * Tells whether there are no tags.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * Checks a tag.
     *
     * @param tag the tag
     * @throws IllegalArgumentException if it is blank or has a control character
     */
    public static void check(String tag) {
        if (tag.isBlank() || tag.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a tag must have visible characters and no control characters, such as line breaks, but was '"
                            + tag.replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }
}
