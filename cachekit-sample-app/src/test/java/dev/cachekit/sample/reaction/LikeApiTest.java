package dev.cachekit.sample.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.CacheKit;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class LikeApiTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CacheKit kit;

    @Test
    void aLikeIsCountedOnceHoweverOftenItIsSent() {
        long before = shown(1_001).count();

        assertThat(like(1_001, 301)).isEqualTo(new LikeView(1_001, before + 1, true));
        assertThat(like(1_001, 301)).isEqualTo(new LikeView(1_001, before + 1, true));
    }

    @Test
    void aLikeTakenBackIsNotCounted() {
        long before = shown(1_002).count();
        like(1_002, 302);

        assertThat(unlike(1_002, 302)).isEqualTo(new LikeView(1_002, before, false));
        assertThat(unlike(1_002, 302)).isEqualTo(new LikeView(1_002, before, false));
        assertThat(like(1_002, 302)).isEqualTo(new LikeView(1_002, before + 1, true));
    }

    @Test
    void likesOfManyAtOnceAreAllCountedAndSaved() {
        long before = shown(1_003).count();

        List<CompletableFuture<Void>> all = LongStream.rangeClosed(310, 339)
                .mapToObj(user -> CompletableFuture.runAsync(() -> like(1_003, user)))
                .toList();
        all.forEach(CompletableFuture::join);

        await().untilAsserted(() -> assertThat(shown(1_003).count()).isEqualTo(before + 30));
        await().untilAsserted(() -> assertThat(saved(1_003)).isEqualTo(before + 30));
        assertThat(shown(1_003)).isEqualTo(new LikeView(1_003, before + 30, false));
    }

    /** One in memory begins anew with its process, while Redis stays. */
    @Test
    void whatACounterHoldsOfAnEarlierDatabaseIsNotCounted() {
        long before = shown(1_006).count();

        kit.counter("likes:1006:0").increment(5);
        kit.counter("likes:" + UUID.randomUUID() + ":1006:0").increment(5);

        assertThat(shown(1_006).count()).isEqualTo(before);
    }

    @Test
    void likesOfSeveralPostsAreReadAtOnce() {
        like(1_004, 304);

        LikeView[] views = Visitors.user(client, 304)
                .get()
                .uri("/api/likes?posts=1004,1005")
                .exchangeSuccessfully()
                .expectBody(LikeView[].class)
                .returnResult()
                .getResponseBody();

        assertThat(views).extracting(LikeView::postId).containsExactlyInAnyOrder(1_004L, 1_005L);
        assertThat(views)
                .filteredOn(LikeView::mine)
                .extracting(LikeView::postId)
                .containsExactly(1_004L);
    }

    @Test
    void visitorsCannotLike() {
        client.put().uri("/api/posts/1001/like").exchange().expectStatus().isForbidden();
    }

    @Test
    void postThatDoesNotExistIsNotFound() {
        Visitors.user(client, 301)
                .put()
                .uri("/api/posts/999999999/like")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private long saved(long postId) {
        return jdbc.sql("select like_count from post where id = :id")
                .param("id", postId)
                .query(Long.class)
                .single();
    }

    private LikeView shown(long postId) {
        return client.get()
                .uri("/api/likes?posts={id}", postId)
                .exchangeSuccessfully()
                .expectBody(LikeView[].class)
                .returnResult()
                .getResponseBody()[0];
    }

    private LikeView like(long postId, long userId) {
        return view(Visitors.user(client, userId).put().uri("/api/posts/{id}/like", postId));
    }

    private LikeView unlike(long postId, long userId) {
        return view(Visitors.user(client, userId).delete().uri("/api/posts/{id}/like", postId));
    }

    private static LikeView view(RestTestClient.RequestHeadersSpec<?> request) {
        return request.exchangeSuccessfully()
                .expectBody(LikeView.class)
                .returnResult()
                .getResponseBody();
    }
}
