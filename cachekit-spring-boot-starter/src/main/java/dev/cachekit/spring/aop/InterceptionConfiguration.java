package dev.cachekit.spring.aop;

import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.expression.Expressions;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.HeldLocks;
import dev.cachekit.spring.aop.plan.MethodPlans;
import dev.cachekit.spring.aop.plan.PlanParts;
import dev.cachekit.spring.aop.rule.Rules;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.spring.aop.transaction.SubscriberTransactions;
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

/** Puts layers around annotated methods. Which annotations count, and what the layers work with, is given from outside. */
@Configuration(proxyBeanMethods = false)
@Import(AutoProxyRegistrar.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class InterceptionConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Rules cachekitRules(Environment environment) {
        return Rules.of(environment);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AppliedRules cachekitAppliedRules() {
        return new AppliedRules();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Findings cachekitFindings() {
        return new Findings();
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
    static CarriedScopes cachekitCarriedScopes() {
        return new CarriedScopes();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MethodPlans cachekitMethodPlans(
            AnnotatedClasses classes,
            BeanFactory beans,
            AnnotationEngine engine,
            ObjectProvider<Transactions> transactions,
            ObjectProvider<PersistenceContexts> contexts,
            ObjectProvider<TransactionalMethods> transactional,
            ObjectProvider<AdmissionObserver> observers,
            ObjectProvider<SubscriberTransactions> subscribers,
            CarriedScopes carried,
            CallFrames frames) {
        HeldLocks heldLocks = new HeldLocks();
        return new MethodPlans(
                classes,
                () -> new PlanParts(
                        engine.engine().get(),
                        new Expressions(beans),
                        transactions.getIfAvailable(() -> Transactions.NONE),
                        frames,
                        contexts.getIfAvailable(() -> PersistenceContexts.NONE),
                        transactional.getIfAvailable(() -> TransactionalMethods.NONE),
                        Observers.of(observers.orderedStream().toList()),
                        heldLocks,
                        subscribers.getIfAvailable(() -> SubscriberTransactions.NONE),
                        carried));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CacheKitAdvisor cachekitAdvisor(AnnotatedClasses classes, MethodPlans plans, Environment environment) {
        return new CacheKitAdvisor(
                classes, new CacheKitInterceptor(plans), CacheKitAopConfiguration.advisorOrder(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static InterceptionAudit cachekitInterceptionAudit(
            ConfigurableListableBeanFactory beans,
            AnnotatedBeans annotated,
            MethodPlans plans,
            AppliedRules rules,
            Findings findings,
            Environment environment) {
        SelfInvocationAudit selfInvocation = SelfInvocationAudit.of(environment, findings);
        return new InterceptionAudit(beans, annotated, plans, rules, selfInvocation, findings);
    }
}
