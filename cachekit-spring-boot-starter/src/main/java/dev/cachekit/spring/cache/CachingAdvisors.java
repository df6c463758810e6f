package dev.cachekit.spring.cache;

import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.AbstractBeanFactoryPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts {@link CachingAdvice} around Spring's interceptors of cache annotations, so that a put after a look-up in vain is
 * known for one. Without it, as in AspectJ's mode, such a put is one like any other. Safe for use by many threads.
 */
public final class CachingAdvisors implements BeanPostProcessor, PriorityOrdered {

    private static final Set<String> INTERCEPTORS = Set.of(
            "org.springframework.cache.interceptor.CacheInterceptor",
            "org.springframework.cache.jcache.interceptor.JCacheInterceptor");

    private final CachingCalls calls;

    /**
     * Makes one.
     *
     * @param calls told of every call
     */
    public CachingAdvisors(CachingCalls calls) {
        this.calls = calls;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AbstractBeanFactoryPointcutAdvisor advisor
                && advisor.getAdvice() instanceof MethodInterceptor interceptor
                && isOfCaches(interceptor.getClass())) {
            advisor.setAdvice(new CachingAdvice(interceptor, calls));
        }
        return bean;
    }

    private static boolean isOfCaches(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (INTERCEPTORS.contains(each.getName())) {
                return true;
            }
        }
        return false;
    }
}
