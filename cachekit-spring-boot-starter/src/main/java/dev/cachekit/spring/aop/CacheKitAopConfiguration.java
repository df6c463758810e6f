package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.expression.Expressions;
import dev.cachekit.spring.aop.plan.MethodPlans;
import dev.cachekit.spring.aop.plan.PlanParts;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.spring.aop.transaction.TransactionalMethods;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
@Import({AutoProxyRegistrar.class, CacheKitTransactionConfiguration.class})
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
    static AnnotatedClasses cachekitAnnotatedClasses(Environment environment) {
        return new AnnotatedClasses(
                environment::resolveRequiredPlaceholders, AutoProxyRegistrar.proxySubclasses(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotatedBeans cachekitAnnotatedCaches(ConfigurableListableBeanFactory beans, AnnotatedClasses classes) {
        return new AnnotatedBeans(beans, classes);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CallFrames cachekitCallFrames() {
        return new CallFrames();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MethodPlans cachekitMethodPlans(
            AnnotatedClasses classes,
            BeanFactory beans,
            ObjectProvider<CacheKitEngine> engine,
            ObjectProvider<KeyFunction> keyFunctions,
            ObjectProvider<Transactions> transactions,
            ObjectProvider<PersistenceContexts> contexts,
            ObjectProvider<TransactionalMethods> transactional,
            CallFrames frames) {
        return new MethodPlans(
                classes,
                () -> new PlanParts(
                        engine.getObject(),
                        keyFunctions.orderedStream().toList(),
                        new Expressions(beans),
                        transactions.getIfAvailable(() -> Transactions.NONE),
                        frames,
                        contexts.getIfAvailable(() -> PersistenceContexts.NONE),
                        transactional.getIfAvailable(() -> TransactionalMethods.NONE)));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CacheKitAdvisor cachekitAdvisor(AnnotatedClasses classes, MethodPlans plans, Environment environment) {
        return new CacheKitAdvisor(classes, new CacheKitInterceptor(plans), advisorOrder(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static InterceptionAudit cachekitInterceptionAudit(
            ConfigurableListableBeanFactory beans,
            AnnotatedClasses classes,
            AnnotatedBeans annotated,
            MethodPlans plans) {
        return new InterceptionAudit(beans, classes, annotated, plans);
    }
}
