package dev.cachekit.sample.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class FollowApiTest {

    @Autowired
    private RestTestClient client;

    @Test
    void followingTwiceIsFollowingOnce() {
        follow(201, 999);
        follow(201, 999);

        assertThat(following(201).ids()).containsOnlyOnce(999L);
    }

    @Test
    void unfollowingSomeoneNotFollowedChangesNothing() {
        Followees before = following(202);
        unfollow(202, 202);

        assertThat(following(202)).isEqualTo(before);
    }

    @Test
    void unfollowedUserIsNoLongerListed() {
        follow(203, 998);
        unfollow(203, 998);

        assertThat(following(203).ids()).doesNotContain(998L);
    }

    @Test
    void nobodyFollowsThemselves() {
        Visitors.user(client, 204)
                .put()
                .uri("/api/users/204/following/204")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Nobody can follow themselves.");
    }

    @Test
    void nobodyFollowsAStranger() {
        Visitors.user(client, 204)
                .put()
                .uri("/api/users/204/following/5000")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whoFollowsTooManyHasToWait() {
        int status = 204;
        for (int n = 0; n < 200 && status == 204; n++) {
            status = Visitors.user(client, 205)
                    .put()
                    .uri("/api/users/205/following/206")
                    .exchange()
                    .returnResult()
                    .getStatus()
                    .value();
        }

        assertThat(status).isEqualTo(429);
    }

    private Followees following(long userId) {
        return client.get()
                .uri("/api/users/{user}/following", userId)
                .exchangeSuccessfully()
                .expectBody(Followees.class)
                .returnResult()
                .getResponseBody();
    }

    private void follow(long userId, long followeeId) {
        Visitors.user(client, userId)
                .put()
                .uri("/api/users/{user}/following/{followee}", userId, followeeId)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private void unfollow(long userId, long followeeId) {
        Visitors.user(client, userId)
                .delete()
                .uri("/api/users/{user}/following/{followee}", userId, followeeId)
                .exchange()
                .expectStatus()
                .isNoContent();
    }
}
