package dev.cachekit.spring.autoconfigure;

import org.springframework.core.env.Environment;

/**
 * The application's name, with which all keys begin.
 *
 * @param name the name
 * @param given whether anybody gave it
 */
record AppName(String name, boolean given) {

    static AppName of(CacheKitProperties properties, Environment environment) {
        String own = properties.app();
        String name = own != null ? own : environment.getProperty("spring.application.name", "");
        return name.isBlank() ? new AppName("app", false) : new AppName(name, true);
    }
}
