package dev.cachekit.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Starts a PostgreSQL server for a context, and says where it is by the settings that the application's profile reads. */
final class PostgreSqlServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String USER = "postgres";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        EmbeddedPostgres server = start();
        ServersOfContext.end(context, server);
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                context,
                "POSTGRES_URL=" + server.getJdbcUrl(USER, USER),
                "POSTGRES_USER=" + USER,
                "POSTGRES_PASSWORD=" + USER);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot start PostgreSQL", failure);
        }
    }
}
