package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.CacheDeclaration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What annotations say of caches, sorted by cache. Immutable: it holds for the classes read when it was made.
 *
 * @param classes how many those were
 * @param byCache what they say
 */
record CacheDeclarations(int classes, Map<String, Set<CacheDeclaration>> byCache) {

    /** Before any class was read. */
    static final CacheDeclarations NONE = new CacheDeclarations(0, Map.of());

    /** A class may be read twice, as the bean's and as an interface's: what it says is the same. */
    static CacheDeclarations of(AnnotatedClasses classes) {
        int count = classes.count(); // before the reading: a class that comes in between is then read once more
        Map<String, Set<CacheDeclaration>> byCache = new LinkedHashMap<>();
        classes.read().stream()
                .flatMap(type -> type.methods().values().stream())
                .flatMap(method -> method.declarations().stream())
                .forEach(declaration -> byCache.computeIfAbsent(declaration.cache(), cache -> new LinkedHashSet<>())
                        .add(declaration));
        return new CacheDeclarations(count, byCache);
    }

    /** Whether no other class was read since. */
    boolean isOf(AnnotatedClasses now) {
        return classes == now.count();
    }

    Set<CacheDeclaration> of(String cache) {
        return byCache.getOrDefault(cache, Set.of());
    }
}
