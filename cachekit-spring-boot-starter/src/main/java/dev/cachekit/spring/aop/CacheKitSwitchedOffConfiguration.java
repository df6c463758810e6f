package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.rule.Rules;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * What is left of the annotations while CacheKit is switched off: those that coordinate, within this process. Needs a {@link
 * SwitchedOffEngine} bean. Beans with none but the other annotations are not proxied.
 */
@Configuration(proxyBeanMethods = false)
@Import({InterceptionConfiguration.class, CacheKitTransactionConfiguration.class})
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class CacheKitSwitchedOffConfiguration {

    /** Makes the configuration. */
    public CacheKitSwitchedOffConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotatedClasses cachekitAnnotatedClasses(Rules rules, Environment environment) {
        return AnnotatedClasses.coordinating(
                rules, environment::resolveRequiredPlaceholders, AutoProxyRegistrar.proxySubclasses(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationEngine cachekitAnnotationEngine(ObjectProvider<SwitchedOffEngine> engine) {
        return new AnnotationEngine(() -> engine.getObject().engine());
    }
}
