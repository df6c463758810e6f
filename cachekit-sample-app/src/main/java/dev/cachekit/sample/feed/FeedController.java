package dev.cachekit.sample.feed;

import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.profile.Profile;
import dev.cachekit.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Home feeds and posts. */
@RestController
@RequestMapping("/api")
class FeedController {

    private final HomeFeed feed;
    private final Posts posts;
    private final PostWriter writer;
    private final KnownUsers users;

    FeedController(HomeFeed feed, Posts posts, PostWriter writer, KnownUsers users) {
        this.feed = feed;
        this.posts = posts;
        this.writer = writer;
        this.users = users;
    }

    record NewPost(@NotBlank @Size(max = 500) String body) {}

    @GetMapping("/users/{userId}/feed")
    FeedPage feed(
            @PathVariable @Positive long userId,
            @RequestParam(defaultValue = "0") @PositiveOrZero @Max(FeedPage.LAST) int page) {
        return feed.page(userId, page);
    }

    @GetMapping("/users/{userId}/posts")
    FeedPage postsOf(
            @PathVariable @Positive long userId,
            @RequestParam(defaultValue = "0") @PositiveOrZero @Max(FeedPage.LAST) int page) {
        return feed.ownPage(userId, page);
    }

    @PostMapping("/users/{userId}/posts")
    ResponseEntity<PostView> publish(@PathVariable @Positive long userId, @Valid @RequestBody NewPost post) {
        Profile author = users.get(userId);
        PostView published = writer.publish(author, post.body().strip());
        return ResponseEntity.created(URI.create("/api/posts/" + published.id()))
                .body(published);
    }

    @GetMapping("/posts/{postId}")
    PostView post(@PathVariable @Positive long postId) {
        return posts.byId(postId).orElseThrow(() -> new NotFoundException("post", postId));
    }
}
