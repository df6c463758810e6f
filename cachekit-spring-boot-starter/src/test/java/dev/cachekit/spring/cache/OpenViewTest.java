package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.JpaDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A session that is open for the view hands back what it has read before; no load is served by it. */
class OpenViewTest {

    @Entity(name = "Thing")
    static class Thing {
        @Id
        long id = 1;

        String name = "";
    }

    @Configuration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            return JpaDatabase.empty();
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            return JpaDatabase.sessions(dataSource, Thing.class);
        }
    }

    static class Things {

        @PersistenceContext
        EntityManager entities;

        public String inSession() {
            return entities.find(Thing.class, 1L).name;
        }

        @Cacheable(cacheNames = "written", key = "1", sync = true)
        public String written() {
            return inSession();
        }

        @Cacheable(cacheNames = "written", key = "1")
        public String writtenApart() {
            return inSession();
        }

        @Cacheable(cacheNames = "kept", key = "1")
        public String keptApart() {
            return inSession();
        }

        @Cacheable(cacheNames = "kept", key = "1", sync = true)
        public String kept() {
            return inSession();
        }

        @Cacheable(cacheNames = "kept", key = "1", sync = true)
        public CompletableFuture<String> keptLater() {
            return CompletableFuture.completedFuture(inSession());
        }
    }

    private static AnnotationConfigApplicationContext application;
    private static EntityManagerFactory factory;

    @BeforeAll
    static void start() {
        application = BridgedApplication.start(
                new String[] {"cachekit.backend=in-process", "cachekit.caches.kept.store=reference"},
                Database.class,
                Things.class);
        factory = application.getBean(EntityManagerFactory.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void empty() {
        CacheManager manager = application.getBean(CacheManager.class);
        List.of("written", "kept").forEach(name -> manager.getCache(name).clear());
        write("first");
    }

    /** As another request does. */
    private static void write(String name) {
        Thing thing = new Thing();
        thing.name = name;
        EntityManager entities = factory.createEntityManager();
        entities.getTransaction().begin();
        entities.merge(thing);
        entities.getTransaction().commit();
        entities.close();
    }

    /** As an open-in-view filter does around a request. */
    private static void withOpenView(Runnable request) {
        EntityManager entities = factory.createEntityManager();
        TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(entities));
        try {
            request.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(factory);
            entities.close();
        }
    }

    static List<Function<Things, String>> reads() {
        return List.of(
                Things::written,
                Things::writtenApart,
                Things::kept,
                Things::keptApart,
                things -> things.keptLater().join());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void loadsBesideTheSession(Function<Things, String> read) {
        Things things = application.getBean(Things.class);
        withOpenView(() -> {
            assertThat(things.inSession()).isEqualTo("first");
            write("second");
            assertThat(read.apply(things)).isEqualTo("second");
            assertThat(things.inSession()).as("the view keeps its session").isEqualTo("first");
        });
    }
}
