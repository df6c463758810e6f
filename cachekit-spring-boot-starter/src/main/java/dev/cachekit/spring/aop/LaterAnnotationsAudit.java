package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.LaterAnnotations;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Looks in all beans for annotations that are not built yet. Makes no bean. */
final class LaterAnnotationsAudit implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;

    LaterAnnotationsAudit(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = type(name);
            if (type != null) {
                LaterAnnotations.refuse(type);
            }
        }
    }

    /** A bean that is there counts by its class, another by what its definition declares. */
    private @Nullable Class<?> type(String name) {
        Object bean = beans.containsSingleton(name) && !beans.isFactoryBean(name) ? beans.getSingleton(name) : null;
        if (bean != null) {
            return AopProxyUtils.ultimateTargetClass(bean);
        }
        try {
            return beans.getType(name, false);
        } catch (BeansException | LinkageError unknown) {
            return null; // the container will tell when it makes the bean
        }
    }
}
