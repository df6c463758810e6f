package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.outbox.Outbox;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removals in a table, if the application wants them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("cachekit.outbox.enabled")
class OutboxConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.jdbc.core.JdbcTemplate")
    static class WithJdbc {

        @Bean
        Outbox cacheKitOutbox(ObjectProvider<DataSource> databases, CacheKitProperties properties, AppName app) {
            DataSource database = databases.getIfUnique();
            if (database == null) {
                throw refused("exactly one DataSource bean, or a primary one, must be there");
            }
            OutboxProperties settings = properties.outbox();
            return Outbox.open(database, settings.table(), settings.createTable(), app.name());
        }

        @Bean
        SmartLifecycle cacheKitOutboxDrain(Outbox outbox, CacheKitEngine engine, CacheKitProperties properties) {
            return outbox.drain(engine, properties.outbox().interval());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.jdbc.core.JdbcTemplate")
    static class WithoutJdbc {

        WithoutJdbc() {
            throw refused("spring-jdbc must be on the class path");
        }
    }

    private static InvalidConfigurationException refused(String rule) {
        return new InvalidConfigurationException(
                "cachekit.outbox.enabled", "true", rule, "give the application a database, or remove the option");
    }
}
