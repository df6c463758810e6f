package dev.cachekit.sample.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LikeCounterNamesTest {

    private static final SavedLikes LIKES = new SavedLikes(7, 3, 2);

    private static JdbcClient database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        return JdbcClient.create(database);
    }

    @Test
    void nodesOnOneDatabaseShareTheirCounters() {
        JdbcClient database = database();

        String counter = new LikeCounterNames(database).of(LIKES);

        assertThat(new LikeCounterNames(database).of(LIKES)).isEqualTo(counter).endsWith(":7:2");
    }

    @Test
    void databasesDoNotShareTheirCounters() {
        assertThat(new LikeCounterNames(database()).of(LIKES)).isNotEqualTo(new LikeCounterNames(database()).of(LIKES));
    }

    @Test
    void numberThatIsSavedLaterHasAnotherCounter() {
        LikeCounterNames names = new LikeCounterNames(database());

        assertThat(names.of(LIKES)).isNotEqualTo(names.of(new SavedLikes(7, 3, 3)));
    }
}
