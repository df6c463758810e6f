package dev.cachekit.spring.aop.transaction;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The entity managers that Spring binds to threads, such as those of open-in-view. Safe for use by many threads. */
public final class JpaPersistenceContexts implements PersistenceContexts {

    /** Makes one for all entity manager factories. */
    public JpaPersistenceContexts() {}

    @Override
    public boolean isBound() {
        return TransactionSynchronizationManager.getResourceMap().values().stream()
                .anyMatch(EntityManagerHolder.class::isInstance);
    }

    /** With a transaction or its synchronization open the entity manager belongs to it and stays; nothing is cached then. */
    @Override
    public <T> T afresh(Supplier<T> load) {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.isActualTransactionActive()
                || !isBound()) {
            return load.get();
        }
        List<Replaced> replaced = replaceAll();
        try {
            return load.get();
        } finally {
            replaced.forEach(Replaced::restore);
        }
    }

    private static List<Replaced> replaceAll() {
        List<Replaced> replaced = new ArrayList<>();
        Map.copyOf(TransactionSynchronizationManager.getResourceMap()).forEach((factory, holder) -> {
            if (holder instanceof EntityManagerHolder) {
                replaced.add(Replaced.of(factory, holder));
            }
        });
        return replaced;
    }

    /** A bound entity manager that has given way to a new one, which allows lazy loading as the bound one did. */
    private record Replaced(Object factory, Object holder) {

        static Replaced of(Object factory, Object holder) {
            TransactionSynchronizationManager.unbindResource(factory);
            // a holder of another kind, such as a Hibernate session's, is not ours to make
            if (factory instanceof EntityManagerFactory jpa && holder.getClass() == EntityManagerHolder.class) {
                TransactionSynchronizationManager.bindResource(
                        factory, new EntityManagerHolder(jpa.createEntityManager()));
            }
            return new Replaced(factory, holder);
        }

        void restore() {
            Object fresh = TransactionSynchronizationManager.unbindResourceIfPossible(factory);
            TransactionSynchronizationManager.bindResource(factory, holder);
            if (fresh instanceof EntityManagerHolder bound) {
                EntityManagerFactoryUtils.closeEntityManager(bound.getEntityManager());
            }
        }
    }
}
