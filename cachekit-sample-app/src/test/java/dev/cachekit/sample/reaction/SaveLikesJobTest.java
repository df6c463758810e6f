package dev.cachekit.sample.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SaveLikesJobTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ReactionRows rows = new ReactionRows(jdbc, Clock.systemUTC());
    private final List<Object> events = new ArrayList<>();
    private final SaveLikesJob job = new SaveLikesJob(rows, new LikeSaver(rows), events::add);

    @BeforeEach
    void prepare() {
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        jdbc.sql("insert into app_user (id, handle, display_name, bio) values (1, 'ann', 'Ann', '')")
                .update();
        for (int post = 1; post <= 3; post++) {
            jdbc.sql("insert into post (id, author_id, body, created_at) values (:id, 1, '', current_timestamp)")
                    .param("id", post)
                    .update();
        }
    }

    @Test
    void postThatCannotBeSavedKeepsNoOtherFromBeing() {
        jdbc.sql("alter table post add constraint unlucky check (id <> 1 or like_count = 0)")
                .update();
        rows.like(1, 1);
        rows.like(2, 1);

        job.run();

        assertThat(saved()).containsExactly(0L, 1L, 0L);
        assertThat(events).containsExactly(new LikesSaved(List.of(2L)));
    }

    @Test
    void nobodyIsToldWhenNothingWasSaved() {
        job.run();

        assertThat(events).isEmpty();
    }

    private List<Long> saved() {
        return jdbc.sql("select like_count from post order by id")
                .query(Long.class)
                .list();
    }
}
