package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.transaction.CallFrameListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.ConfigurableTransactionManager;

/** Makes every transaction manager tell how its transactions end. */
final class TransactionManagerListening implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<CallFrameListener> listener;

    TransactionManagerListening(ObjectProvider<CallFrameListener> listener) {
        this.listener = listener;
    }

    /** Spring Boot may have added it already, as it does with every such bean for the managers it makes. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ConfigurableTransactionManager manager) {
            CallFrameListener ours = listener.getObject();
            if (!manager.getTransactionExecutionListeners().contains(ours)) {
                manager.addListener(ours);
            }
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
