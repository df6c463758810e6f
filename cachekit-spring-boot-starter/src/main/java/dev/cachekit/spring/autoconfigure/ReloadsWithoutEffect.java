package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.ReloadSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds settings of a cache that would reload values or serve stale ones, but cannot beside the others. For one use. */
final class ReloadsWithoutEffect {

    private static final List<CacheSetting<?>> BEYOND_EXPIRY =
            List.of(CacheSetting.STALE_ON_ERROR, CacheSetting.STALE_WHILE_REVALIDATE, CacheSetting.REFRESH_AHEAD);

    private final CacheSettings settings;
    private final List<String> found = new ArrayList<>();

    private ReloadsWithoutEffect(CacheSettings settings) {
        this.settings = settings;
    }

    /** What is wrong and what to do, one text for each; empty if nothing is. */
    static List<String> in(CacheSettings settings) {
        return new ReloadsWithoutEffect(settings).find();
    }

    private List<String> find() {
        ReloadSettings reload = settings.reload();
        if (!reload.softTimeout().isZero()) {
            softTimeout(reload);
        }
        if (isSet(CacheSetting.STALE_EXCEPT) && BEYOND_EXPIRY.stream().noneMatch(this::isSet)) {
            found.add(place(CacheSetting.STALE_EXCEPT)
                    + " would need a stale value to withhold; set stale-on-error or remove it");
        }
        List<CacheSetting<?>> reloads =
                BEYOND_EXPIRY.stream().filter(this::isSet).toList();
        if (settings.ttl().isForever() && !reloads.isEmpty()) {
            found.add(reloads.stream().map(this::place).collect(Collectors.joining(" and "))
                    + " would need values that expire, but there is " + place(CacheSetting.TTL)
                    + "; give the cache a ttl");
        }
        return found;
    }

    private void softTimeout(ReloadSettings reload) {
        if (reload.staleOnError().isZero()) {
            found.add(place(CacheSetting.SOFT_TIMEOUT) + " would need an expired value to serve; set stale-on-error");
        }
        boolean hard = !reload.hardTimeout().isZero();
        if (hard && reload.softTimeout().compareTo(reload.hardTimeout()) >= 0) {
            found.add(place(CacheSetting.SOFT_TIMEOUT) + " would have to be shorter than "
                    + place(CacheSetting.HARD_TIMEOUT) + "; shorten it");
        }
    }

    private boolean isSet(CacheSetting<?> setting) {
        return settings.origin()
                .find(setting)
                .filter(given -> !given.value().equals(setting.builtIn()))
                .isPresent();
    }

    private String place(CacheSetting<?> setting) {
        return SettingPlace.of(setting, settings.origin());
    }
}
