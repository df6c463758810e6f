package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Refuses two key functions for one cache: which one makes its keys must not depend on the order of beans. */
final class KeyFunctionCheck implements SmartInitializingSingleton {

    private final List<KeyFunction> functions;
    private final CacheOptionsResolver options;

    KeyFunctionCheck(List<KeyFunction> functions, CacheOptionsResolver options) {
        this.functions = List.copyOf(functions);
        this.options = options;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (functions.size() > 1) {
            Set<String> caches = new TreeSet<>(options.annotated());
            caches.addAll(options.configured());
            caches.forEach(this::check);
        }
    }

    private void check(String cache) {
        List<String> found = functions.stream()
                .filter(function -> function.appliesTo(cache))
                .map(function -> function.getClass().getSimpleName())
                .toList();
        if (found.size() > 1) {
            throw new InvalidConfigurationException(
                    "cache " + cache,
                    String.join(" and ", found),
                    "one KeyFunction at most may apply to a cache",
                    "override appliesTo(String) so that each cache has one");
        }
    }
}
