package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a method has decided about the entry it loads.
 *
 * @param ttl how long the entry lives; null leaves it to the annotation
 * @param tags its tags beside those of the annotation
 * @param isStored whether it is stored at all
 */
record EntryDecision(@Nullable Ttl ttl, List<String> tags, boolean isStored) {

    static final EntryDecision NONE = new EntryDecision(null, List.of(), true);

    EntryDecision {
        tags = List.copyOf(tags);
    }

    EntryDecision livingFor(Ttl lifetime) {
        return new EntryDecision(lifetime, tags, isStored);
    }

    EntryDecision tagged(List<String> more) {
        return new EntryDecision(
                ttl, Stream.concat(tags.stream(), more.stream()).toList(), isStored);
    }

    EntryDecision notStored() {
        return new EntryDecision(ttl, tags, false);
    }
}
