package dev.cachekit.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.contract.Sample;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spring.aop.transaction.CallFrameListener;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application with an outbox in a database of its own, whose drain looks only when it is told to.
 *
 * @param context the application's beans
 */
record OutboxWorld(AssertableApplicationContext context) {

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Application {

        @Bean
        DataSource dataSource() {
            return new EmbeddedDatabaseBuilder()
                    .generateUniqueName(true)
                    .setType(EmbeddedDatabaseType.H2)
                    .build();
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Items items() {
            return new Items();
        }
    }

    static class Items {

        @CacheAside("item")
        public String name(long id) {
            return "loaded";
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void change(long id, Runnable then) {
            then.run();
        }

        @Transactional
        @Invalidate(cache = "item", key = "#result")
        public long insert(long id, Runnable then) {
            then.run();
            return id;
        }

        @Transactional
        @WriteThrough(cache = "item", key = "#result.length()")
        public String save(String name, Runnable then) {
            then.run();
            return name;
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        @WriteThrough(cache = "item", key = "#result.length()")
        public String saveAndThrow() {
            throw new IllegalStateException("no");
        }
    }

    static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "cachekit.backend=in-process",
                        "cachekit.app=shop",
                        "cachekit.outbox.enabled=true",
                        "cachekit.outbox.interval=1h")
                .withPropertyValues(properties);
    }

    static void run(Consumer<OutboxWorld> test) {
        application("cachekit.outbox.create-table=true").run(context -> test.accept(new OutboxWorld(context)));
    }

    Items items() {
        return context.getBean(Items.class);
    }

    Cache<Long, String> cache() {
        return engine().cache("item", String.class);
    }

    CacheKitEngine engine() {
        return context.getBean(CacheKitEngine.class);
    }

    List<String> rows() {
        return context.getBean(JdbcClient.class)
                .sql("select kind || ' ' || cache || ' ' || what from cachekit_outbox order by id")
                .query(String.class)
                .list();
    }

    void dropTable() {
        context.getBean(JdbcClient.class).sql("drop table cachekit_outbox").update();
    }

    void inOtherDatabase(Runnable work) {
        JdbcTransactionManager other = new JdbcTransactionManager(new Application().dataSource());
        other.addListener(context.getBean(CallFrameListener.class));
        new TransactionTemplate(other).executeWithoutResult(status -> work.run());
    }

    List<String> prefixes() {
        return context.getBean(JdbcClient.class)
                .sql("select key_prefix from cachekit_outbox")
                .query(String.class)
                .list();
    }

    void store(EntryKey key) {
        join(engine().backend().entries().put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        assertThat(stores(key)).isTrue();
    }

    boolean stores(EntryKey key) {
        return join(engine().backend().entries().find(key)) instanceof Lookup.Hit;
    }

    static <T> T join(CompletionStage<T> answer) {
        return answer.toCompletableFuture().join();
    }

    void insert(String id, String kind, String what) {
        insert(id, "item", "item", kind, what);
    }

    void insert(String id, String cache, String prefix, String kind, String what) {
        context.getBean(JdbcClient.class)
                .sql("insert into cachekit_outbox (id, app, cache, key_prefix, kind, what)"
                        + " values (?, 'shop', ?, ?, ?, ?)")
                .params(id, cache, prefix, kind, what)
                .update();
    }

    /** At the first look a row may belong to a writer that is still at work. */
    void lookTwice() {
        lookTwice(1000);
    }

    void lookTwice(int page) {
        OutboxDrain drain = drain(page);
        drain.look();
        drain.look();
    }

    OutboxDrain drain() {
        return drain(1000);
    }

    OutboxDrain drain(int page) {
        OutboxTable table = new OutboxTable(context.getBean(DataSource.class), "cachekit_outbox", "shop", page);
        return new OutboxDrain(new Outbox(table), table, engine(), Duration.ofHours(1));
    }

    /** After what is done before commits, in the same transaction. */
    static void beforeTheCommit(Runnable look) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCompletion() {
                look.run();
            }
        });
    }
}
