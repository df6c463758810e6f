package dev.cachekit.spring.topic;

import dev.cachekit.annotation.TopicListener;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Finds the methods that listen, on beans with and without proxies. */
final class ListenerBeans {

    private final ConfigurableListableBeanFactory beans;
    private final UnaryOperator<String> placeholders;

    ListenerBeans(ConfigurableListableBeanFactory beans, UnaryOperator<String> placeholders) {
        this.beans = beans;
        this.placeholders = placeholders;
    }

    /**
     * A method that listens, and its bean.
     *
     * @param bean the bean's name
     * @param method the method
     */
    record Found(String bean, ListenerMethod method) {}

    List<Found> all() {
        List<Found> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = type(name);
            if (type != null && AnnotationUtils.isCandidateClass(type, TopicListener.class)) {
                methods(type).forEach((method, annotation) -> {
                    ListenerPlace place = new ListenerPlace(type, method);
                    requireSingleton(name, place);
                    found.add(new Found(name, ListenerMethod.of(place, annotation, placeholders)));
                });
            }
        }
        return found;
    }

    private static Map<Method, TopicListener> methods(Class<?> type) {
        try {
            return MethodIntrospector.selectMethods(type, (MetadataLookup<TopicListener>)
                    method -> AnnotatedElementUtils.findMergedAnnotation(method, TopicListener.class));
        } catch (IllegalStateException | LinkageError unreadable) {
            return Map.of(); // a class whose methods name types that are not there
        }
    }

    /** A bean that is there counts by its class, another by what its definition declares. */
    private @Nullable Class<?> type(String name) {
        Object bean = beans.containsSingleton(name) && !beans.isFactoryBean(name) ? beans.getSingleton(name) : null;
        if (bean instanceof ScopedObject) {
            return null; // its target is a bean of its own
        }
        if (bean != null) {
            return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
        }
        try {
            Class<?> declared = beans.getType(name, false);
            return declared == null ? null : ClassUtils.getUserClass(declared);
        } catch (BeansException | LinkageError unknown) {
            return null; // the container will tell when it makes the bean
        }
    }

    private void requireSingleton(String name, ListenerPlace place) {
        if (!beans.isSingleton(name)) {
            throw place.refused(
                    "bean " + name + " of another scope",
                    "a listener must be a singleton: somebody has to be there when a message comes",
                    "move the method to a bean without a scope");
        }
    }
}
