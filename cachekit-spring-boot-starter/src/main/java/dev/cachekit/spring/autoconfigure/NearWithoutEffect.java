package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.Sourced;
import java.util.ArrayList;
import java.util.List;

/** Finds settings of the near cache of one cache that do nothing beside the others. For one use. */
final class NearWithoutEffect {

    private final CacheSettings settings;
    private final CacheSources sources;
    private final List<String> found = new ArrayList<>();

    private NearWithoutEffect(CacheSettings settings, CacheSources sources) {
        this.settings = settings;
        this.sources = sources;
    }

    /** What is wrong and what to do, one text for each; empty if nothing is. */
    static List<String> in(CacheSettings settings, CacheSources sources) {
        return new NearWithoutEffect(settings, sources).find();
    }

    private List<String> find() {
        if (!settings.near().enabled()) {
            sources.wanted(CacheSetting.NEAR_ENABLED).filter(Sourced::value).ifPresent(this::overruled);
        }
        return found;
    }

    /** Only linear consistency of a stronger source can do that. */
    private void overruled(Sourced<Boolean> near) {
        found.add(SettingPlace.of(CacheSetting.NEAR_ENABLED, near)
                + " could serve a value for a moment after its removal elsewhere, which "
                + SettingPlace.of(CacheSetting.CONSISTENCY, settings.origin())
                + " forbids, so there is no near cache; switch it off, or set consistency to bounded");
    }
}
