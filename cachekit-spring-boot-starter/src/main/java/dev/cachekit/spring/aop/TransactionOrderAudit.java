package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

/** Checks that transactions are opened inside ours: only then is their outcome known when caches are changed. */
final class TransactionOrderAudit implements SmartInitializingSingleton {

    private final ObjectProvider<BeanFactoryTransactionAttributeSourceAdvisor> transactional;
    private final int order;

    TransactionOrderAudit(ObjectProvider<BeanFactoryTransactionAttributeSourceAdvisor> transactional, int order) {
        this.transactional = transactional;
        this.order = order;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactional.forEach(advisor -> {
            if (advisor.getOrder() <= order) {
                throw new InvalidConfigurationException(
                        "cachekit.advisor-order",
                        order + ", transactions " + advisor.getOrder(),
                        "must be below the order of transactions, which have to be opened inside",
                        "lower cachekit.advisor-order, or raise the order of @EnableTransactionManagement");
            }
        });
    }
}
