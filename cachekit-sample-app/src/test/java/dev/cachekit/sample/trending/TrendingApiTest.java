package dev.cachekit.sample.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.reaction.LikesSaved;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class TrendingApiTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void postThatManyLikeIsSoonFirst() {
        long most = jdbc.sql(
                        "select coalesce(max(likes), 0) from (select count(*) as likes from reaction group by post_id) r")
                .query(Long.class)
                .single();

        LongStream.rangeClosed(401, 401 + most + 5)
                .forEach(user -> Visitors.user(client, user)
                        .put()
                        .uri("/api/posts/2000/like")
                        .exchangeSuccessfully());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(board().get(0).post().id()).isEqualTo(2_000));
    }

    @Test
    void boardIsAnotherAsSoonAsLikesAreSaved() {
        board();
        jdbc.sql("""
                        insert into reaction (post_id, user_id, liked, counted, changed_at)
                        select 2001, id, true, true, current_timestamp from app_user where id <= 999
                        """).update();

        events.publishEvent(new LikesSaved(List.of(2_001L)));

        assertThat(board().get(0).post().id()).isEqualTo(2_001);
        jdbc.sql("delete from reaction where post_id = 2001").update();
        events.publishEvent(new LikesSaved(List.of(2_001L)));
        assertThat(board()).noneMatch(one -> one.post().id() == 2_001);
    }

    @Test
    void boardIsSortedAndHasTenAtMost() {
        assertThat(board())
                .hasSizeLessThanOrEqualTo(10)
                .isSortedAccordingTo((one, other) -> Long.compare(other.likes(), one.likes()));
    }

    private List<TrendingController.TrendingPost> board() {
        return List.of(client.get()
                .uri("/api/trending")
                .exchangeSuccessfully()
                .expectBody(TrendingController.TrendingPost[].class)
                .returnResult()
                .getResponseBody());
    }
}
