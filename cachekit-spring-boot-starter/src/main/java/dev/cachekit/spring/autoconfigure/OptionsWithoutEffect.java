package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheSettings;
import java.util.List;
import java.util.stream.Stream;

/** Finds settings of one cache that are right by themselves and do nothing beside the others. */
final class OptionsWithoutEffect {

    private OptionsWithoutEffect() {}

    /** What is wrong and what to do, one text for each; empty if nothing is. */
    static List<String> in(CacheSettings settings, CacheSources sources) {
        return Stream.concat(
                        ReloadsWithoutEffect.in(settings).stream(), NearWithoutEffect.in(settings, sources).stream())
                .toList();
    }
}
