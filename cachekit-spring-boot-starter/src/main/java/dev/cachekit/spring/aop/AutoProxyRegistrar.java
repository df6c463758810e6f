package dev.cachekit.spring.aop;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Sees to it that beans are proxied, also where nothing else asks for proxies. */
final class AutoProxyRegistrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

    private static final String PROXY_TARGET_CLASS = "spring.aop.proxy-target-class";

    private boolean subclasses = true;

    /** Tells whether proxies are subclasses of the bean's class, as in Spring Boot by default. */
    static boolean proxySubclasses(Environment environment) {
        return environment.getProperty(PROXY_TARGET_CLASS, Boolean.class, true);
    }

    @Override
    public void setEnvironment(Environment environment) {
        subclasses = proxySubclasses(environment);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        if (subclasses) {
            AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
        }
    }
}
