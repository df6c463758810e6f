package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Transactions;
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
 * Makes the annotations work. Needs a {@link CacheKitEngine} bean, which is asked for when the first annotated method is
 * planned; gives an {@link AnnotatedCaches} and, where Spring's transactions are, a {@link Transactions} to build it with.
 */
@Configuration(proxyBeanMethods = false)
@Import({InterceptionConfiguration.class, CacheKitTransactionConfiguration.class})
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class CacheKitAopConfiguration {

    static final String ADVISOR_ORDER = "cachekit.advisor-order";

    /** Makes the configuration. */
    public CacheKitAopConfiguration() {}

    static int advisorOrder(Environment environment) {
        String order = environment.getProperty(ADVISOR_ORDER, "").strip();
        try {
            return order.isEmpty() ? CacheKitAdvisor.DEFAULT_ORDER : Integer.parseInt(order);
        } catch (NumberFormatException unreadable) {
            throw new InvalidConfigurationException(
                    ADVISOR_ORDER,
                    order,
                    "advisor-order must be a whole number",
                    "write a number below the order of transactions, or leave it out");
        }
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotatedClasses cachekitAnnotatedClasses(Rules rules, Environment environment) {
        return AnnotatedClasses.all(
                rules, environment::resolveRequiredPlaceholders, AutoProxyRegistrar.proxySubclasses(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationEngine cachekitAnnotationEngine(ObjectProvider<CacheKitEngine> engine) {
        return new AnnotationEngine(engine::getObject);
    }
}
