package dev.cachekit.strategy;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the tags of a loaded value, which may depend on the value. Safe for use by many threads. */
@FunctionalInterface
public interface Tags {

    /** No tags, whatever the value. Only with these is the tag clock not read. */
    Tags NONE = value -> List.of();

    /**
     * Names the tags.
     *
     * @param value the loaded value
     * @return the tags, none if empty; an illegal one fails the load
     */
    Collection<String> of(@Nullable Object value);
}
