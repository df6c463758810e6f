package dev.cachekit.sample.trending;

import dev.cachekit.sample.feed.PostView;
import dev.cachekit.sample.feed.Posts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/trending}: the board with its posts. */
@RestController
@RequestMapping("/api/trending")
class TrendingController {

    private final Trending trending;
    private final Posts posts;

    TrendingController(Trending trending, Posts posts) {
        this.trending = trending;
        this.posts = posts;
    }

    record TrendingPost(PostView post, long likes) {}

    @GetMapping
    List<TrendingPost> board() {
        List<TrendingPosts.Liked> top = trending.top().posts();
        Map<Long, PostView> found =
                posts.byIds(top.stream().map(TrendingPosts.Liked::postId).toList());
        List<TrendingPost> board = new ArrayList<>();
        for (TrendingPosts.Liked liked : top) {
            PostView post = found.get(liked.postId());
            if (post != null) {
                board.add(new TrendingPost(post, liked.likes()));
            }
        }
        return board;
    }
}
