package dev.cachekit.spring.web;

import dev.cachekit.CacheKitException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/**
 * Where our advice for an exception stands: after that of an application which answers it itself, but before advice that
 * catches whatever comes, or a refusal would become an internal error.
 */
public final class AdviceOrder {

    private static final int BEFORE_UNORDERED = 0;

    private AdviceOrder() {}

    /**
     * Looks whether the application answers an exception.
     *
     * @param failure the exception
     * @param beans all beans; none is made
     * @return the order
     */
    public static int of(Class<? extends CacheKitException> failure, ListableBeanFactory beans) {
        boolean own = Stream.of(beans.getBeanNamesForAnnotation(ControllerAdvice.class))
                .map(name -> beans.getType(name, false))
                .anyMatch(type -> type != null && answers(failure, ClassUtils.getUserClass(type)));
        return own ? Ordered.LOWEST_PRECEDENCE : BEFORE_UNORDERED;
    }

    private static boolean answers(Class<? extends CacheKitException> failure, Class<?> advice) {
        if (advice == RefusalAdvice.class || advice == OutageAdvice.class) {
            return false;
        }
        ExceptionHandlerMethodResolver methods = new ExceptionHandlerMethodResolver(advice);
        Method method = methods.resolveMethodByExceptionType(failure);
        return method != null && !method.equals(methods.resolveMethodByExceptionType(RuntimeException.class));
    }
}
