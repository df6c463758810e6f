package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;

/** Writes a setting with its value and its source, for messages. */
final class SettingPlace {

    private SettingPlace() {}

    /** For a setting that the options hold. */
    static String of(CacheSetting<?> setting, CacheOptions options) {
        return of(setting, options.find(setting).orElseThrow());
    }

    static String of(CacheSetting<?> setting, Sourced<?> given) {
        return setting + " = " + given.value() + " (" + given.source() + ")";
    }
}
