package dev.cachekit.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Objects;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;

/** What somebody writes who needs nothing but speed: an interceptor of Spring around a bean, and Caffeine. */
final class HandWritten {

    private HandWritten() {}

    /** The bean; public, as Spring makes a subclass of it. */
    public static class Bean implements Catalog {

        /** Made by Spring. */
        public Bean() {}

        @Override
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }
    }

    /** A bean that answers from memory, so that what the proxy costs is all there is. */
    public static class Answering extends Bean {

        private final Product product = Product.load(1);

        /** Made by Spring. */
        public Answering() {}

        @Override
        public Product find(Long id) {
            return product;
        }

        @Override
        public Product find(String tenant, Long id) {
            return product;
        }
    }

    static Catalog byId(boolean coarse) {
        return caching(coarse, arguments -> arguments[0]);
    }

    static Catalog byTenant(boolean coarse) {
        return caching(coarse, arguments -> new RawCaffeine.Key((String) arguments[0], (Long) arguments[1]));
    }

    /** A proxy whose interceptor only goes on. */
    static Catalog bareProxy() {
        return proxy(new Answering(), invocation -> invocation.proceed());
    }

    private static Catalog caching(boolean coarse, Function<Object[], Object> key) {
        Cache<Object, Object> cache = RawCaffeine.cache(coarse);
        return proxy(new Bean(), invocation -> {
            Object of = key.apply(invocation.getArguments());
            Object found = cache.getIfPresent(of);
            if (found == null) {
                found = Objects.requireNonNull(invocation.proceed());
                cache.put(of, found);
            }
            return found;
        });
    }

    private static Catalog proxy(Bean bean, MethodInterceptor interceptor) {
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(true);
        factory.addAdvisor(onFind(interceptor));
        return (Catalog) factory.getProxy();
    }

    private static NameMatchMethodPointcutAdvisor onFind(MethodInterceptor interceptor) {
        NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor(interceptor);
        advisor.setMappedName("find");
        return advisor;
    }
}
