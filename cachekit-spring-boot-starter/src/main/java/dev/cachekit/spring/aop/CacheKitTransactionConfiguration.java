package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.transaction.CallFrameListener;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import dev.cachekit.spring.aop.transaction.DefaultIsolation;
import dev.cachekit.spring.aop.transaction.JdbcDefaultIsolation;
import dev.cachekit.spring.aop.transaction.JpaPersistenceContexts;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.spring.aop.transaction.ReactorTransactions;
import dev.cachekit.spring.aop.transaction.SpringTransactions;
import dev.cachekit.spring.aop.transaction.SubscriberTransactions;
import dev.cachekit.spring.aop.transaction.TransactionalMethods;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/** Lets caches follow Spring's transactions, where they are on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.transaction.TransactionExecutionListener")
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class CacheKitTransactionConfiguration {

    private static final Set<Integer> OPENING = Set.of(
            TransactionDefinition.PROPAGATION_REQUIRED,
            TransactionDefinition.PROPAGATION_REQUIRES_NEW,
            TransactionDefinition.PROPAGATION_NESTED);

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SpringTransactions cachekitTransactions(
            CallFrames frames,
            CarriedScopes carried,
            ObjectProvider<DefaultIsolation> isolation,
            ObjectProvider<PersistenceContexts> contexts) {
        return new SpringTransactions(
                frames,
                carried,
                isolation.getIfAvailable(() -> DefaultIsolation.UNKNOWN),
                contexts.getIfAvailable(() -> PersistenceContexts.NONE));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CallFrameListener cachekitCallFrameListener(CallFrames frames, SpringTransactions transactions) {
        return new CallFrameListener(frames, transactions);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionManagerListening cachekitTransactionManagerListening(ObjectProvider<CallFrameListener> listener) {
        return new TransactionManagerListening(listener);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionOrderAudit cachekitTransactionOrderAudit(
            ObjectProvider<BeanFactoryTransactionAttributeSourceAdvisor> transactional, Environment environment) {
        return new TransactionOrderAudit(transactional, CacheKitAopConfiguration.advisorOrder(environment));
    }

    /** A method that only joins or avoids transactions has none of its own. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionalMethods cachekitTransactionalMethods(ObjectProvider<TransactionAttributeSource> sources) {
        return (method, beanClass) -> sources.stream()
                .map(source -> source.getTransactionAttribute(method, beanClass))
                .anyMatch(found -> found != null && OPENING.contains(found.getPropagationBehavior()));
    }

    /** With Reactor transactions may belong to subscribers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "reactor.core.publisher.Mono")
    static class WithReactor {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static SubscriberTransactions cachekitSubscriberTransactions(CallFrames frames) {
            return new ReactorTransactions(frames);
        }
    }

    /** With JDBC the isolation of a connection can be asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.jdbc.datasource.ConnectionHolder")
    static class WithJdbc {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DefaultIsolation cachekitDefaultIsolation() {
            return new JdbcDefaultIsolation();
        }
    }

    /** With JPA entity managers are bound to threads. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = {"org.springframework.orm.jpa.EntityManagerHolder", "jakarta.persistence.EntityManager"})
    static class WithJpa {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static PersistenceContexts cachekitPersistenceContexts() {
            return new JpaPersistenceContexts();
        }
    }
}
