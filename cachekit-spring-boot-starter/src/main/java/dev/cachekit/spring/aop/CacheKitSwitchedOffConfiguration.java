package dev.cachekit.spring.aop;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** What is left of the annotations while CacheKit is switched off: those that are not built yet are still refused. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class CacheKitSwitchedOffConfiguration {

    /** Makes the configuration. */
    public CacheKitSwitchedOffConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LaterAnnotationsAudit cachekitLaterAnnotationsAudit(ConfigurableListableBeanFactory beans) {
        return new LaterAnnotationsAudit(beans);
    }
}
