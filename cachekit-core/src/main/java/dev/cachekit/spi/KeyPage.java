package dev.cachekit.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the names of keys.
 *
 * @param names the names, possibly none
 * @param next asks for the next page; null if this is the last
 */
public record KeyPage(List<String> names, @Nullable Supplier<CompletionStage<KeyPage>> next) {

    /** Copies the names. */
    public KeyPage {
        names = List.copyOf(names);
    }
}
