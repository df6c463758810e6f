package dev.cachekit.sample.reaction;

import dev.cachekit.sample.feed.PostView;
import dev.cachekit.sample.feed.Posts;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.NotFoundException;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Likes. */
@RestController
@RequestMapping("/api")
class LikeController {

    private final Likes likes;
    private final Posts posts;

    LikeController(Likes likes, Posts posts) {
        this.likes = likes;
        this.posts = posts;
    }

    @PutMapping("/posts/{postId}/like")
    LikeView like(@PathVariable @Positive long postId, @AuthenticationPrincipal SignedIn user) {
        likes.like(post(postId), user.id());
        return likes.of(List.of(postId), user.id()).get(0);
    }

    @DeleteMapping("/posts/{postId}/like")
    LikeView unlike(@PathVariable @Positive long postId, @AuthenticationPrincipal SignedIn user) {
        likes.unlike(post(postId), user.id());
        return likes.of(List.of(postId), user.id()).get(0);
    }

    @GetMapping("/likes")
    List<LikeView> likes(
            @RequestParam @NotEmpty @Size(max = 100) List<@Positive Long> posts,
            @AuthenticationPrincipal @Nullable SignedIn user) {
        return likes.of(posts, user == null ? null : user.id());
    }

    private PostView post(long postId) {
        return posts.byId(postId).orElseThrow(() -> new NotFoundException("post", postId));
    }
}
