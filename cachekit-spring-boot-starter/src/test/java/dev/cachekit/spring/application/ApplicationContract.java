package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.spi.Backend;
import dev.cachekit.spring.application.Catalog.Item;
import dev.cachekit.spring.application.Catalog.ItemKey;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an annotated application does, whatever the backend. */
abstract class ApplicationContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Catalog catalog(JdbcClient sql) {
            return new Catalog(sql);
        }
    }

    private ConfigurableApplicationContext context;
    private Catalog catalog;
    private Cache<Long, Item> items;
    private TransactionTemplate transaction;

    /** The properties that choose the backend. */
    abstract List<String> backend();

    @BeforeEach
    void start() {
        List<String> properties = new ArrayList<>(backend());
        properties.add("spring.datasource.url=jdbc:h2:mem:" + getClass().getSimpleName() + ";DB_CLOSE_DELAY=-1");
        properties.add("spring.jpa.hibernate.ddl-auto=none");
        properties.add("cachekit.app=application-contract");
        properties.add("cachekit.caches.item.ttl=5m");
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties.toArray(String[]::new))
                .run();
        catalog = context.getBean(Catalog.class);
        catalog.createTables();
        items = context.getBean(CacheKit.class).cache("item", Item.class);
        items.clear();
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void callsTheMethodOncePerKey() {
        catalog.insertRow(1, "one");

        assertThat(catalog.byId(1)).isEqualTo(new Item(1, "one", 0));
        assertThat(catalog.byId(1)).isEqualTo(new Item(1, "one", 0));
        assertThat(catalog.calls()).isEqualTo(1);
        assertThat(items.get(1L)).contains(new Item(1, "one", 0));
    }

    @Test
    void remembersThatThereIsNothing() {
        assertThat(catalog.byId(404)).isNull();
        assertThat(catalog.byId(404)).isNull();
        assertThat(catalog.calls()).isEqualTo(1);
    }

    @Test
    void cachesTheContentOfAnOptional() {
        catalog.insertRow(1, "one");

        assertThat(catalog.find(1)).contains(new Item(1, "one", 0));
        assertThat(catalog.find(1)).contains(new Item(1, "one", 0));
        assertThat(catalog.find(2)).isEmpty();
        assertThat(catalog.find(2)).isEmpty();
        assertThat(catalog.calls()).isEqualTo(2);
    }

    @Test
    void keepsKeysOfSeveralPartsApart() {
        assertThat(catalog.label("a:b", "c")).isEqualTo("a:b/c");
        assertThat(catalog.label("a", "b:c")).isEqualTo("a/b:c");
        assertThat(catalog.labelOf(new ItemKey("a", 1))).isEqualTo("a#1");
        assertThat(catalog.labelOf(new ItemKey("a", 2))).isEqualTo("a#2");
    }

    @Test
    void passesCheckedExceptionsUnchangedAndCachesNone() {
        assertThatThrownBy(() -> catalog.file("missing"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("missing");
        assertThatThrownBy(() -> catalog.file("missing")).isInstanceOf(FileNotFoundException.class);
        assertThat(catalog.calls()).isEqualTo(2);
    }

    @Test
    void storesWhatWasWritten() {
        Item inserted = catalog.insert("new");

        assertThat(catalog.byId(inserted.id())).isEqualTo(inserted);
        assertThat(catalog.rename(inserted.id(), "renamed").name()).isEqualTo("renamed");
        assertThat(catalog.byId(inserted.id()).name()).isEqualTo("renamed");
        assertThat(catalog.calls()).isZero();
    }

    @Test
    void storesNothingThatWasRolledBack() {
        catalog.insertRow(1, "one");
        catalog.byId(1);

        assertThatThrownBy(() -> catalog.renameAndFail(1, "never")).isInstanceOf(IllegalStateException.class);

        assertThat(catalog.byId(1).name()).isEqualTo("one");
    }

    @Test
    void invalidatesAfterTheCommitOfTheOuterTransaction() {
        catalog.insertRow(1, "one");
        catalog.byId(1);

        transaction.executeWithoutResult(status -> {
            catalog.update(1, "two");
            assertThat(items.get(1L)).isEmpty();
            assertThat(catalog.byId(1).name()).isEqualTo("two");
        });

        assertThat(catalog.byId(1).name()).isEqualTo("two");
    }

    @Test
    void keepsTheEntryWhenTheOuterTransactionRollsBack() {
        catalog.insertRow(1, "one");
        catalog.byId(1);
        int before = catalog.calls();

        transaction.executeWithoutResult(status -> {
            catalog.update(1, "two");
            status.setRollbackOnly();
        });

        assertThat(catalog.byId(1).name()).isEqualTo("one");
        assertThat(catalog.calls()).isEqualTo(before);
    }

    @Test
    void invalidatesKeysPatternsAndAll() {
        for (long id : List.of(1L, 2L, 11L, 12L)) {
            items.put(id, new Item(id, "x", 0));
        }

        catalog.forget(List.of(1L));
        assertThat(List.of(items.exists(1L), items.exists(2L), items.exists(11L)))
                .containsExactly(false, true, true);
        catalog.forgetOnes();
        assertThat(List.of(items.exists(2L), items.exists(11L), items.exists(12L)))
                .containsExactly(true, false, false);
        catalog.forgetAll();
        assertThat(items.exists(2L)).isFalse();
    }

    @Test
    void tellsATopicWhatWasInvalidated() {
        HeardMessages heard = HeardMessages.of(context.getBean(Backend.class).channel(), "items");

        catalog.forgetAndTell(7);

        assertThat(heard.next()).contains("\"cache\":\"item\"", "\"7\"");
    }

    @Test
    void loadsOnceForManyThreads() throws Exception {
        int threads = 32;
        CountDownLatch all = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(executor.submit(() -> {
                all.countDown();
                all.await();
                return catalog.slow("key");
            }));
        }

        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("slow key");
        }
        executor.shutdown();
        assertThat(catalog.calls()).isEqualTo(1);
    }

    @Test
    void givesEveryCallerAnObjectOfItsOwn() {
        List<String> first = catalog.words("a");
        first.add("changed by its caller");

        assertThat(catalog.words("a")).containsExactly("a", "b");
        assertThat(Optional.of(catalog.calls())).contains(1);
    }
}
