package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.Consistency;
import dev.cachekit.operation.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds settings of the near cache of one cache that do nothing beside the others. Details that a profile or the defaults
 * give are not held against a cache without a near cache: they serve others. For one use.
 */
final class NearWithoutEffect {

    private static final List<CacheSetting<?>> DETAILS = List.of(
            CacheSetting.NEAR_MAX_SIZE, CacheSetting.NEAR_MAX_WEIGHT, CacheSetting.NEAR_TTL, CacheSetting.NEAR_COPY);

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
        if (settings.near().enabled()) {
            sizeBesideWeight();
        } else {
            sources.wanted(CacheSetting.NEAR_ENABLED).filter(Sourced::value).ifPresent(this::overruled);
            detailsOfNone();
        }
        return found;
    }

    /** Only linear consistency of a stronger source can do that. */
    private void overruled(Sourced<Boolean> near) {
        found.add(SettingPlace.of(CacheSetting.NEAR_ENABLED, near)
                + " could serve a value for a moment after its removal elsewhere, which "
                + place(CacheSetting.CONSISTENCY)
                + " forbids, so there is no near cache; switch it off, or set consistency to bounded");
    }

    private void detailsOfNone() {
        String details = DETAILS.stream()
                .filter(detail -> sources.own().find(detail).isPresent())
                .map(this::place)
                .collect(Collectors.joining(" and "));
        if (!details.isEmpty()) {
            boolean linear = settings.consistency() == Consistency.LINEAR;
            CacheSetting<?> reason = linear ? CacheSetting.CONSISTENCY : CacheSetting.NEAR_ENABLED;
            found.add(details + " would need a near cache, but there is " + place(reason)
                    + (linear ? "; remove it" : "; set near.enabled to true or remove it"));
        }
    }

    private void sizeBesideWeight() {
        if (settings.near().maxWeight() > 0
                && sources.isAtLeastAsStrong(CacheSetting.NEAR_MAX_SIZE, CacheSetting.NEAR_MAX_WEIGHT)) {
            found.add(place(CacheSetting.NEAR_MAX_SIZE) + " gives way to " + place(CacheSetting.NEAR_MAX_WEIGHT)
                    + ", which takes its place; remove one of them");
        }
    }

    private String place(CacheSetting<?> setting) {
        return SettingPlace.of(setting, settings.origin());
    }
}
