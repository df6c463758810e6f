package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.JpaDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A session hands back entities it has loaded before; none of those reaches a cache. */
abstract class JpaContract {

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

    @Entity(name = "Item")
    static class Item {
        @Id
        long id;

        String name = "";
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Database {

        @Bean
        DataSource dataSource() {
            return JpaDatabase.empty();
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            return JpaDatabase.sessions(dataSource, Item.class);
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }

    static class Items {

        @PersistenceContext
        EntityManager entities;

        @CacheAside("item")
        public String name(long id) {
            return entities.find(Item.class, id).name;
        }

        @Transactional(propagation = Propagation.SUPPORTS)
        public String supported(Items proxy, long id) {
            entities.find(Item.class, id);
            renameElsewhere(proxy, id, "second");
            return proxy.name(id);
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void rename(long id, String name) {
            Item item = entities.find(Item.class, id);
            if (item == null) {
                item = new Item();
                item.id = id;
                entities.persist(item);
            }
            item.name = name;
        }

        EntityManager entities() {
            return entities;
        }
    }

    private record World(AssertableApplicationContext context) {

        Items items() {
            return context.getBean(Items.class);
        }

        Optional<String> cached() {
            Cache<Long, String> cache = context.getBean(CacheKitEngine.class).cache("item", String.class);
            return cache.get(1L);
        }

        /** As an open-in-view filter does around a request. */
        void withOpenView(Runnable request) {
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            EntityManager entities = factory.createEntityManager();
            TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(entities));
            try {
                request.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
                entities.close();
            }
        }
    }

    private void run(Consumer<World> test) {
        Contexts.with(Database.class, Items.class)
                .withUserConfiguration(backend())
                .run(context -> {
                    World world = new World(context);
                    world.items().rename(1, "first");
                    test.accept(world);
                });
    }

    private static void renameElsewhere(Items items, long id, String name) {
        CompletableFuture.runAsync(() -> items.rename(id, name)).join();
    }

    @Test
    void loadsAnewBesideASessionThatIsOpenForTheView() {
        run(world -> world.withOpenView(() -> {
            assertThat(world.items().entities().find(Item.class, 1L).name).isEqualTo("first");
            renameElsewhere(world.items(), 1, "second");
            assertThat(world.items().name(1)).isEqualTo("second");
            assertThat(world.cached()).contains("second");
            assertThat(world.items().entities().find(Item.class, 1L).name)
                    .as("the view keeps its session")
                    .isEqualTo("first");
        }));
    }

    @Test
    void neverStoresAnEntityOfTheSessionOfAnOuterTransaction() {
        run(world -> {
            new TransactionTemplate(world.context().getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> {
                        assertThat(world.items().entities().find(Item.class, 1L).name)
                                .isEqualTo("first");
                        renameElsewhere(world.items(), 1, "second");
                        assertThat(world.items().name(1)).isEqualTo("first");
                    });
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void neverStoresAnEntityOfASessionWithoutATransactionThatCannotBePutAside() {
        run(world -> {
            assertThat(world.items().supported(world.items(), 1)).isEqualTo("first");
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void storesAfterATransactionInsideCommitted() {
        run(world -> {
            assertThat(world.items().name(1)).isEqualTo("first");
            world.items().rename(1, "second");
            assertThat(world.cached()).isEmpty();
        });
    }
}
