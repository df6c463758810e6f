package dev.cachekit.sample.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.jobs.ScheduledJob;
import dev.cachekit.sample.trending.TrendingController.TrendingPost;
import dev.cachekit.sample.trending.TrendingPosts.Liked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@NeedsCache("the trending board that a job puts into the cache")
@SampleTest
class TrendingCacheTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private CacheKit cacheKit;

    @Autowired
    private List<ScheduledJob> jobs;

    /** Nobody reads the board between the removal of the old one and the job: what is there then, the job has put there. */
    @Test
    void jobThatSavesLikesPutsTheNewBoardIntoTheCache() {
        Cache<String, TrendingPosts> cache = cacheKit.cache("trending", TrendingPosts.class);
        Liked before = firstOf(board());
        cache.clear();
        Visitors.admin(client) // likes nothing yet
                .put()
                .uri("/api/posts/{id}/like", before.postId())
                .exchangeSuccessfully();
        Liked after = new Liked(before.postId(), before.likes() + 1);

        saveLikes();

        // The node may be doing the same job by the clock at this moment, and then this one has nothing to save.
        await().until(() ->
                cache.get("board").filter(top -> top.posts().contains(after)).isPresent());
        assertThat(firstOf(board().expectHeader()
                        .valueEquals("X-Cache", "hit")
                        .expectHeader()
                        .valueEquals("X-Sql-Queries", "0")))
                .isEqualTo(after);
    }

    private void saveLikes() {
        jobs.stream()
                .filter(job -> job.name().equals("save-likes"))
                .findFirst()
                .orElseThrow()
                .run();
    }

    private RestTestClient.ResponseSpec board() {
        return client.get().uri("/api/trending").exchangeSuccessfully();
    }

    private static Liked firstOf(RestTestClient.ResponseSpec board) {
        TrendingPost first =
                board.expectBody(TrendingPost[].class).returnResult().getResponseBody()[0];
        return new Liked(first.post().id(), first.likes());
    }
}
