package dev.cachekit.sample.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.reaction.LikeView;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** On a context of its own: the other tests need their server. */
@NeedsCache("the node's own Redis server, ended and restored")
@SampleTest
@EnabledOnOs(OS.LINUX)
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:switched;DB_CLOSE_DELAY=-1")
class RedisSwitchTest {

    @Autowired
    private RestTestClient client;

    @Test
    void feedIsReadWhileTheServerIsAwayAndCachedWhenItIsBack() {
        change(false);
        expectRunning(false);
        client.get().uri("/api/users/801/feed").exchangeSuccessfully();

        change(true);

        expectRunning(true);
        await().untilAsserted(() -> client.get()
                .uri("/api/users/801/feed")
                .exchangeSuccessfully()
                .expectHeader()
                .valueEquals("X-Cache", "hit"));
    }

    @Test
    void likesAreCountedWhileTheServerIsAwayAndAfterwards() {
        RestTestClient user = Visitors.user(client, 802);
        long before = likes(3_000);
        change(false);
        user.put().uri("/api/posts/3000/like").exchangeSuccessfully();
        assertThat(likes(3_000)).isEqualTo(before + 1);

        change(true);

        await().untilAsserted(() -> assertThat(likes(3_000)).isEqualTo(before + 1));
    }

    private long likes(long postId) {
        return client.get()
                .uri("/api/likes?posts={id}", postId)
                .exchangeSuccessfully()
                .expectBody(LikeView[].class)
                .returnResult()
                .getResponseBody()[0]
                .count();
    }

    @Test
    void aWishWithoutAStateIsRefused() {
        Visitors.user(client, 801)
                .put()
                .uri("/api/demo/redis")
                .body(Map.of())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void change(boolean running) {
        Visitors.user(client, 801)
                .put()
                .uri("/api/demo/redis")
                .body(Map.of("running", running))
                .exchangeSuccessfully();
    }

    private void expectRunning(boolean running) {
        client.get()
                .uri("/api/demo/redis")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.embedded")
                .isEqualTo(true)
                .jsonPath("$.running")
                .isEqualTo(running);
    }
}
