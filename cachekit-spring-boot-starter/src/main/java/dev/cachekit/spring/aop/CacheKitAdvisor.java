package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;

/** Puts the one interceptor around annotated methods; beans without annotations are left alone. */
final class CacheKitAdvisor implements PointcutAdvisor, Ordered {

    /** Just inside method security, whose innermost advisor has 600, and outside transactions, which come last. */
    static final int DEFAULT_ORDER = 700;

    private final CacheKitInterceptor interceptor;
    private final Pointcut pointcut;
    private final int order;

    CacheKitAdvisor(AnnotatedClasses classes, CacheKitInterceptor interceptor, int order) {
        this.interceptor = interceptor;
        this.pointcut = new AnnotatedPointcut(classes);
        this.order = order;
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return interceptor;
    }

    @Override
    public int getOrder() {
        return order;
    }

    /** A class that carries an annotation which cannot be honoured fails here, when its bean is made. */
    private static final class AnnotatedPointcut extends StaticMethodMatcherPointcut {

        private final AnnotatedClasses classes;

        AnnotatedPointcut(AnnotatedClasses classes) {
            this.classes = classes;
            setClassFilter(type -> !classes.of(type).isEmpty());
        }

        @Override
        public boolean matches(Method method, Class<?> beanClass) {
            return classes.of(beanClass).find(AnnotatedClasses.running(method, beanClass)) != null;
        }
    }
}
