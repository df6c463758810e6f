package dev.cachekit.spring.aot;

import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/**
 * Registers, for each bean with operations, be it by annotation or by rule, and for each that listens to topics, what calls
 * of its methods will ask for. Mistakes in annotations end the processing as they would end the start.
 */
final class BeanHints implements BeanRegistrationAotProcessor {

    BeanHints() {}

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
        Collection<AnnotatedMethod> operated = operated(bean, type);
        Set<Method> listening = ListeningMethods.of(type);
        Set<Method> caching = CachingMethods.of(type);
        if (operated.isEmpty() && listening.isEmpty() && caching.isEmpty()) {
            return null;
        }
        return (generation, code) -> register(generation.getRuntimeHints(), type, operated, listening, caching);
    }

    private static Collection<AnnotatedMethod> operated(RegisteredBean bean, Class<?> type) {
        AnnotatedClasses classes =
                bean.getBeanFactory().getBeanProvider(AnnotatedClasses.class).getIfAvailable();
        return classes == null ? List.of() : classes.of(type).methods().values();
    }

    private static void register(
            RuntimeHints hints,
            Class<?> type,
            Collection<AnnotatedMethod> operated,
            Set<Method> listening,
            Set<Method> caching) {
        MethodHints methods = new MethodHints(hints, type);
        operated.forEach(methods::ofOperations);
        listening.forEach(methods::ofListener);
        caching.forEach(methods::ofCaching);
    }
}
