package dev.cachekit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class FeedApiTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void homeFeedIsExactlyTheNewestPostsOfFollowedUsers() {
        List<Long> expected = jdbc.sql("""
                        select p.id from post p join follow f on f.followee_id = p.author_id
                        where f.follower_id = 101 order by p.id desc limit 100
                        """).query(Long.class).list();

        assertThat(allFeedIds(101)).isEqualTo(expected).hasSize(100).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void postByAFollowedUserIsOnTheNextRead() {
        follow(102, 103);
        feed(102, 0);

        PostView posted = publish(103, "  Fresh bread  ");

        assertThat(feed(102, 0).posts()).first().isEqualTo(posted);
        assertThat(posted.body()).isEqualTo("Fresh bread");
    }

    @Test
    void publishedPostIsReadBackAsItWasAnswered() {
        PostView posted = publish(104, "Read me back");

        PostView read = client.get()
                .uri("/api/posts/{id}", posted.id())
                .exchangeSuccessfully()
                .expectBody(PostView.class)
                .returnResult()
                .getResponseBody();
        assertThat(read).isEqualTo(posted);
    }

    @Test
    void postAskedForBeforeItsTimeIsFoundOnceItIsPublished() {
        long next = publish(109, "The one before").id() + 1;
        client.get().uri("/api/posts/{id}", next).exchange().expectStatus().isNotFound();

        assertThat(publish(109, "Right on time").id()).isEqualTo(next);

        client.get().uri("/api/posts/{id}", next).exchange().expectStatus().isOk();
    }

    @Test
    void publishAnswersWithTheLocationOfThePost() {
        Visitors.user(client, 104)
                .post()
                .uri("/api/users/104/posts")
                .body(Map.of("body", "Where am I"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/api/posts/\\d+");
    }

    @Test
    void unfollowedUsersPostsLeaveTheFeed() {
        follow(105, 106);
        PostView posted = publish(106, "Soon gone");
        assertThat(feed(105, 0).posts()).contains(posted);

        Visitors.user(client, 105)
                .delete()
                .uri("/api/users/105/following/106")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(feed(105, 0).posts()).extracting(PostView::authorId).doesNotContain(106L);
    }

    @Test
    void ownPostsPageHoldsOnlyOnesOwnPosts() {
        FeedPage page = client.get()
                .uri("/api/users/107/posts")
                .exchangeSuccessfully()
                .expectBody(FeedPage.class)
                .returnResult()
                .getResponseBody();

        assertThat(page.posts()).hasSize(FeedPage.SIZE).allMatch(post -> post.authorId() == 107);
    }

    @Test
    void lastPageSaysThatThereIsNoMore() {
        assertThat(feed(108, 0).more()).isTrue();
        assertThat(feed(108, FeedPage.LAST).more()).isFalse();
    }

    private List<Long> allFeedIds(long userId) {
        List<Long> ids = new ArrayList<>();
        for (int page = 0; page <= FeedPage.LAST; page++) {
            feed(userId, page).posts().forEach(post -> ids.add(post.id()));
        }
        return ids;
    }

    private FeedPage feed(long userId, int page) {
        return client.get()
                .uri("/api/users/{user}/feed?page={page}", userId, page)
                .exchangeSuccessfully()
                .expectBody(FeedPage.class)
                .returnResult()
                .getResponseBody();
    }

    private PostView publish(long userId, String body) {
        return Visitors.user(client, userId)
                .post()
                .uri("/api/users/{user}/posts", userId)
                .body(Map.of("body", body))
                .exchangeSuccessfully()
                .expectBody(PostView.class)
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
}
