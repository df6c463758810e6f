package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.Sourced;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedClass;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.annotated.CacheDeclaration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The annotations of all beans, by the types their definitions declare and by those of the beans made so far. Makes no
 * bean. Safe for use by many threads.
 */
final class AnnotatedBeans implements AnnotatedCaches {

    private final ConfigurableListableBeanFactory beans;
    private final AnnotatedClasses classes;
    private final Map<String, CacheOptions> answered = new ConcurrentHashMap<>();
    private volatile boolean read;
    private volatile CacheDeclarations declarations = CacheDeclarations.NONE;

    AnnotatedBeans(ConfigurableListableBeanFactory beans, AnnotatedClasses classes) {
        this.beans = beans;
        this.classes = classes;
    }

    AnnotatedClasses classes() {
        return classes;
    }

    @Override
    public Set<String> names() {
        return methods()
                .flatMap(method -> method.operations().stream())
                .filter(AnnotatedBeans::isAboutACache)
                .map(Operation::name)
                .collect(Collectors.toSet());
    }

    private static boolean isAboutACache(Operation operation) {
        return operation instanceof CacheAsideOperation
                || operation instanceof WriteThroughOperation
                || operation instanceof InvalidateOperation;
    }

    @Override
    public Optional<Sourced<String>> profile(String cache) {
        return agreed(cache, declaration -> new Sourced<>(declaration.profile(), declaration.where()))
                .or(() -> agreed(
                        cache,
                        declaration -> new Sourced<>(
                                declaration.defaults().profile(),
                                declaration.defaults().where())));
    }

    private Optional<Sourced<String>> agreed(String cache, Function<CacheDeclaration, Sourced<String>> profile) {
        Sourced<String> first = null;
        for (CacheDeclaration declaration : declarations(cache)) {
            Sourced<String> named = profile.apply(declaration);
            if (named.value().isEmpty()) {
                continue;
            }
            if (first != null && !first.value().equals(named.value())) {
                throw new InvalidConfigurationException(
                        first.source() + " and " + named.source(),
                        first.value() + " and " + named.value(),
                        "a cache has one profile, so its annotations must agree",
                        "give the profile once, or under cachekit.caches." + cache + ".profile");
            }
            first = named;
        }
        return Optional.ofNullable(first);
    }

    @Override
    public CacheOptions options(String cache) {
        CacheOptions joined = joined(cache);
        answered.put(cache, joined);
        return joined;
    }

    /**
     * Checks that the annotations of each cache agree. A bean whose definition declares less than its class may come too
     * late for a cache that is used already.
     */
    void check() {
        for (String cache : names()) {
            joined(cache);
            profile(cache);
        }
        checkAnswers();
    }

    private void checkAnswers() {
        answered.forEach((cache, options) -> {
            if (!joined(cache).equals(options)) {
                throw new InvalidConfigurationException(
                        "cache " + cache,
                        joined(cache).toString(),
                        "its annotations must be known before it is used, and were not",
                        "declare the bean's class as the type of its bean method, or set cachekit.caches." + cache);
            }
        });
    }

    /** What methods say is stronger than what classes say. */
    private CacheOptions joined(String cache) {
        return options(cache, CacheDeclaration::options)
                .over(options(cache, declaration -> declaration.defaults().options()));
    }

    private CacheOptions options(String cache, Function<CacheDeclaration, CacheOptions> said) {
        return declarations(cache).stream().map(said).reduce(CacheOptions.NONE, CacheOptions::agreeingWith);
    }

    private Set<CacheDeclaration> declarations(String cache) {
        return current().of(cache);
    }

    /** Every cache is asked about several times while the application starts, and classes are hardly ever read in between. */
    private CacheDeclarations current() {
        readDefinitions();
        CacheDeclarations sorted = declarations;
        if (!sorted.isOf(classes)) {
            sorted = CacheDeclarations.of(classes);
            declarations = sorted;
        }
        return sorted;
    }

    private Stream<AnnotatedMethod> methods() {
        readDefinitions();
        return classes.read().stream().flatMap(type -> type.methods().values().stream());
    }

    private void readDefinitions() {
        if (!read) {
            for (String name : beans.getBeanDefinitionNames()) {
                declared(name);
            }
            read = true;
        }
    }

    /** Returns what the declared type of a bean carries, null if the type is not known without making the bean. */
    @Nullable
    AnnotatedClass declared(String name) {
        Class<?> type;
        try {
            type = beans.getType(name, false);
        } catch (BeansException | LinkageError unknown) {
            return null; // the container will tell when it makes the bean
        }
        return type == null ? null : classes.of(type);
    }
}
