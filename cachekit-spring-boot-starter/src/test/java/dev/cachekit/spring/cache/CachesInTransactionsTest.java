package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes take effect with the transaction they belong to. */
class CachesInTransactionsTest {

    @EnableTransactionManagement
    @Configuration(proxyBeanMethods = false)
    static class Database {
        @Bean
        DataSource database() {
            return new DriverManagerDataSource("jdbc:h2:mem:caches-in-transactions");
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new DataSourceTransactionManager(database);
        }
    }

    static class Reader {
        @Cacheable("numbers")
        public Integer read(String key) {
            return 3;
        }
    }

    /** Asks for caches that put after the commit by themselves. */
    static class Aware {

        @Bean
        CacheResolver aware(ObjectProvider<CacheManager> managers) {
            return context -> List.of(
                    new TransactionAwareCacheDecorator(managers.getObject().getCache("numbers")));
        }

        @Cacheable(cacheResolver = "aware")
        public Integer read(String key) {
            return 3;
        }
    }

    private AnnotationConfigApplicationContext application;
    private TransactionTemplate transaction;
    private Cache cache;

    @BeforeEach
    void start() {
        application = BridgedApplication.inProcess(Database.class, Reader.class, Aware.class);
        transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        cache = application.getBean(CacheManager.class).getCache("numbers");
        cache.put("key", 1);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private Object seenByOthers() {
        return CompletableFuture.supplyAsync(() -> {
                    Cache.ValueWrapper found = cache.get("key");
                    return found == null ? "nothing" : found.get();
                })
                .join();
    }

    @Test
    void aPutIsSeenAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            cache.put("key", 2);
            assertThat(seenByOthers()).isEqualTo(1);
            assertThat(cache.get("key")).isNull();
        });

        assertThat(seenByOthers()).isEqualTo(2);
    }

    @Test
    void anEvictionTakesPlaceAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            cache.evict("key");
            assertThat(seenByOthers()).isEqualTo(1);
        });

        assertThat(seenByOthers()).isEqualTo("nothing");
    }

    @Test
    void nothingIsChangedByWhatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            cache.put("key", 2);
            cache.clear();
            status.setRollbackOnly();
        });

        assertThat(seenByOthers()).isEqualTo(1);
    }

    @Test
    void anImmediateEvictionIsRepeatedAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            assertThat(cache.evictIfPresent("key")).isTrue();
            assertThat(seenByOthers()).isEqualTo("nothing");
            CompletableFuture.runAsync(() -> cache.put("key", 1)).join(); // read before the commit
        });

        assertThat(seenByOthers()).isEqualTo("nothing");
    }

    @Test
    void whatATransactionHasReadIsStoredAfterItsCommit() {
        Reader reader = application.getBean(Reader.class);
        transaction.executeWithoutResult(status -> {
            reader.read("absent");
            assertThat(CompletableFuture.supplyAsync(() -> cache.get("absent")).join())
                    .isNull();
        });

        assertThat(cache.get("absent").get()).isEqualTo(3);
    }

    @Test
    void whatATransactionHasReadIsNotStoredAfterAnEvictionOrARollback() {
        Reader reader = application.getBean(Reader.class);
        transaction.executeWithoutResult(status -> {
            reader.read("evicted");
            CompletableFuture.runAsync(() -> cache.evict("evicted")).join();
        });
        transaction.executeWithoutResult(status -> {
            reader.read("rolled back");
            status.setRollbackOnly();
        });

        assertThat(cache.get("evicted")).isNull();
        assertThat(cache.get("rolled back")).isNull();
    }

    @Test
    void aLookUpBeforeAMethodThatReturnsLaterStaysOnTheThreadOfTheTransaction() {
        transaction.executeWithoutResult(status -> {
            Thread caller = Thread.currentThread();
            Thread[] continued = new Thread[1];
            cache.retrieve("absent").thenAccept(found -> continued[0] = Thread.currentThread());
            assertThat(continued[0]).isSameAs(caller);
        });
    }

    @Test
    void aDecoratorMayPutAfterTheCommit() {
        Aware aware = application.getBean(Aware.class);
        transaction.executeWithoutResult(status -> aware.read("absent"));

        assertThat(cache.get("absent").get()).isEqualTo(3);
    }
}
