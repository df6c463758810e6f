package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.ReloadSettings;
import dev.cachekit.operation.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds settings of one cache that are right by themselves and do nothing beside the others. For one use. */
final class OptionsWithoutEffect {

    private static final List<CacheSetting<?>> BEYOND_EXPIRY =
            List.of(CacheSetting.STALE_ON_ERROR, CacheSetting.STALE_WHILE_REVALIDATE, CacheSetting.REFRESH_AHEAD);

    private final CacheSettings settings;
    private final List<String> found = new ArrayList<>();

    private OptionsWithoutEffect(CacheSettings settings) {
        this.settings = settings;
    }

    /** What is wrong and what to do, one text for each; empty if nothing is. */
    static List<String> in(CacheSettings settings) {
        return new OptionsWithoutEffect(settings).find();
    }

    private List<String> find() {
        ReloadSettings reload = settings.reload();
        if (!reload.softTimeout().isZero()) {
            softTimeout(reload);
        }
        List<CacheSetting<?>> reloads =
                BEYOND_EXPIRY.stream().filter(this::isSet).toList();
        if (settings.ttl().isForever() && !reloads.isEmpty()) {
            found.add(places(reloads.stream()) + " would need values that expire, but there is "
                    + places(Stream.of(CacheSetting.TTL)) + "; give the cache a ttl");
        }
        return found;
    }

    private void softTimeout(ReloadSettings reload) {
        if (reload.staleOnError().isZero()) {
            found.add(places(Stream.of(CacheSetting.SOFT_TIMEOUT))
                    + " would need an expired value to serve; set stale-on-error");
        }
        boolean hard = !reload.hardTimeout().isZero();
        if (hard && reload.softTimeout().compareTo(reload.hardTimeout()) >= 0) {
            found.add(places(Stream.of(CacheSetting.SOFT_TIMEOUT)) + " would have to be shorter than "
                    + places(Stream.of(CacheSetting.HARD_TIMEOUT)) + "; shorten it");
        }
    }

    private boolean isSet(CacheSetting<?> setting) {
        return settings.origin()
                .find(setting)
                .filter(given -> !given.value().equals(setting.builtIn()))
                .isPresent();
    }

    private String places(Stream<CacheSetting<?>> these) {
        return these.map(this::place).collect(Collectors.joining(" and "));
    }

    private String place(CacheSetting<?> setting) {
        Sourced<?> given = settings.origin().find(setting).orElseThrow();
        return setting + " = " + given.value() + " (" + given.source() + ")";
    }
}
