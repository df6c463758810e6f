package dev.cachekit.sample.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class NotificationApiTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private DigestJob digest;

    @Autowired
    private ForgetNotificationsJob forgetting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void followersAreToldOfAPost() {
        follow(201, 202);

        Visitors.user(client, 202)
                .post()
                .uri("/api/users/202/posts")
                .body(Map.of("body", "Hear me"))
                .exchangeSuccessfully();

        await().untilAsserted(() -> assertThat(of(201).notifications())
                .extracting(NotificationView::kind, NotificationView::actorHandle)
                .contains(tuple(NotificationKind.POSTED, "user202")));
    }

    @Test
    void authorIsToldOfTheFirstLikeOfEachUserOnly() {
        long post = postOf(203);
        RestTestClient fan = Visitors.user(client, 204);
        fan.put().uri("/api/posts/{id}/like", post).exchangeSuccessfully();
        fan.delete().uri("/api/posts/{id}/like", post).exchangeSuccessfully();
        fan.put().uri("/api/posts/{id}/like", post).exchangeSuccessfully();
        Visitors.user(client, 203).put().uri("/api/posts/{id}/like", post).exchangeSuccessfully();

        assertThat(of(203).notifications())
                .filteredOn(one -> one.kind() == NotificationKind.LIKED)
                .extracting(NotificationView::actorHandle)
                .containsExactly("user204");
    }

    @Test
    void aFollowerIsToldOnce() {
        follow(205, 206);
        follow(205, 206);

        assertThat(of(206).notifications())
                .filteredOn(one -> one.kind() == NotificationKind.FOLLOWED)
                .extracting(NotificationView::actorHandle)
                .containsExactly("user205");
    }

    @Test
    void whatWasSeenIsNotCounted() {
        follow(207, 208);
        NotificationList list = of(208);
        assertThat(list.unseen()).isPositive();

        Visitors.user(client, 208)
                .put()
                .uri("/api/me/notifications/seen")
                .body(Map.of("newestId", list.notifications().get(0).id()))
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(of(208).unseen()).isZero();
    }

    @Test
    void digestTellsHowManyPostsThereWereToRead() {
        long expected = jdbc.sql("""
                        select count(*) from post p join follow f on f.followee_id = p.author_id
                        where f.follower_id = 209 and p.created_at > current_timestamp - interval '1' day
                        """).query(Long.class).single();
        digest.run();
        digest.run(); // in place of a run that died, say

        assertThat(of(209).notifications())
                .filteredOn(one -> one.kind() == NotificationKind.DIGEST)
                .hasSize(1);
        assertThat(of(209).notifications())
                .filteredOn(one -> one.kind() == NotificationKind.DIGEST)
                .first()
                .satisfies(one -> assertThat((long) one.amount()).isCloseTo(expected, within(2)));
    }

    @Test
    void oldNotificationsAreForgotten() {
        follow(210, 211);
        assertThat(of(211).notifications()).isNotEmpty();
        jdbc.sql("update notification set created_at = current_timestamp - interval '31' day where user_id = 211")
                .update();

        forgetting.run();

        assertThat(of(211).notifications()).isEmpty();
    }

    @Test
    void notificationsAreForThoseWhoSignIn() {
        client.get().uri("/api/me/notifications").exchange().expectStatus().isUnauthorized();
    }

    /** The day ends at two moments: that of the job and that of the check. */
    private static Offset<Long> within(long posts) {
        return Offset.offset(posts);
    }

    private long postOf(long userId) {
        return jdbc.sql("select max(id) from post where author_id = :user")
                .param("user", userId)
                .query(Long.class)
                .single();
    }

    private void follow(long userId, long followeeId) {
        Visitors.user(client, userId)
                .put()
                .uri("/api/users/{user}/following/{followee}", userId, followeeId)
                .exchangeSuccessfully();
    }

    private NotificationList of(long userId) {
        return Visitors.user(client, userId)
                .get()
                .uri("/api/me/notifications")
                .exchangeSuccessfully()
                .expectBody(NotificationList.class)
                .returnResult()
                .getResponseBody();
    }
}
