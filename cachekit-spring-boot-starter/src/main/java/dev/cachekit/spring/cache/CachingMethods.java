package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/**
 * The methods of all beans that name Spring's caches. Makes no bean. The classes are read at the first question; Spring
 * caches nothing before all singletons are there. A bean that is made later may have a class that nobody knew before, so the
 * classes are read again, if there are new beans, for a cache that nobody has named so far. Safe for use by many threads.
 */
public final class CachingMethods {

    private final ConfigurableListableBeanFactory beans;
    private final Collection<CachingAnnotations> annotations;
    private volatile @Nullable List<NamedCache> named;
    private volatile int singletons;

    /**
     * Begins without having read anything.
     *
     * @param beans the beans
     * @param annotations what to look for
     */
    public CachingMethods(ConfigurableListableBeanFactory beans, Collection<CachingAnnotations> annotations) {
        this.beans = beans;
        this.annotations = List.copyOf(annotations);
    }

    /** Returns the names of all caches, sorted. */
    Set<String> caches() {
        return named().stream().map(NamedCache::cache).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the types that the methods which name a cache put there. */
    Set<Type> typesOf(String cache) {
        if (of(cache).findAny().isEmpty() && beans.getSingletonCount() != singletons) {
            named = read();
        }
        Set<Type> types = new LinkedHashSet<>();
        of(cache).map(NamedCache::type).forEach(type -> {
            if (type != null) {
                types.add(type);
            }
        });
        return types;
    }

    /** Returns the methods that name a cache, for messages. */
    String describe(String cache) {
        return of(cache).map(NamedCache::where).distinct().collect(Collectors.joining(", "));
    }

    private Stream<NamedCache> of(String cache) {
        return named().stream().filter(use -> use.cache().equals(cache));
    }

    private List<NamedCache> named() {
        List<NamedCache> known = named;
        if (known == null) {
            known = read();
            named = known;
        }
        return known;
    }

    private List<NamedCache> read() {
        singletons = beans.getSingletonCount();
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = classOf(name);
            if (type != null) {
                classes.add(ClassUtils.getUserClass(type));
            }
        }
        List<NamedCache> found = new ArrayList<>();
        for (CachingAnnotations family : annotations) {
            classes.stream().filter(family::mayBeOn).forEach(type -> found.addAll(read(family, type)));
        }
        return List.copyOf(found);
    }

    private static List<NamedCache> read(CachingAnnotations family, Class<?> type) {
        return MethodIntrospector.selectMethods(type, (Method method) -> true).stream()
                .flatMap(method -> family.of(method, type).stream())
                .toList();
    }

    /** A bean that is there counts by its class, another by what its definition declares. */
    private @Nullable Class<?> classOf(String name) {
        try {
            Object bean = beans.containsSingleton(name) && !beans.isFactoryBean(name) ? beans.getSingleton(name) : null;
            return bean == null ? beans.getType(name, false) : AopProxyUtils.ultimateTargetClass(bean);
        } catch (BeansException | LinkageError unknown) {
            return null; // the container will tell when it makes the bean
        }
    }
}
