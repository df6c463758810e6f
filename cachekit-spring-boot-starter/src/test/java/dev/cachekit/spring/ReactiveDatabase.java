package dev.cachekit.spring;

import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A database of its own with two rows named {@code first}, whose transactions belong to subscribers. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
public class ReactiveDatabase {

    @Bean
    ConnectionFactory connectionFactory() {
        return H2ConnectionFactory.inMemory(UUID.randomUUID().toString());
    }

    @Bean
    DatabaseClient database(ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean
    Rows rows(DatabaseClient database) {
        database.sql("create table item (id bigint primary key, name varchar(100))")
                .then()
                .block();
        database.sql("insert into item values (1, 'first'), (2, 'first')")
                .then()
                .block();
        return new Rows(database);
    }

    @Bean
    ReactiveTransactionManager transactionManager(ConnectionFactory connections) {
        return new R2dbcTransactionManager(connections);
    }

    @Bean
    TransactionalOperator operator(ReactiveTransactionManager manager) {
        return TransactionalOperator.create(manager);
    }

    /** Its rows. */
    public record Rows(DatabaseClient database) {

        public Mono<String> name(long id) {
            return database.sql("select name from item where id = $1")
                    .bind(0, id)
                    .mapValue(String.class)
                    .one();
        }

        public Mono<Long> rename(long id, String name) {
            return database.sql("update item set name = $1 where id = $2")
                    .bind(0, name)
                    .bind(1, id)
                    .fetch()
                    .rowsUpdated();
        }
    }

    /** Subscribes inside a transaction. */
    public static <T> T inTransaction(TransactionalOperator operator, boolean commit, Mono<T> body) {
        return operator.execute(status -> {
                    if (!commit) {
                        status.setRollbackOnly();
                    }
                    return body;
                })
                .single()
                .block();
    }
}
