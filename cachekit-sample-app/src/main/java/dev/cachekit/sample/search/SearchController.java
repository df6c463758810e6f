package dev.cachekit.sample.search;

import dev.cachekit.annotation.RateLimited;
import dev.cachekit.sample.feed.PostView;
import dev.cachekit.sample.feed.Posts;
import dev.cachekit.sample.security.SignedIn;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/search}: posts, and for somebody who has signed in the messages of their conversations. */
@RestController
@RequestMapping("/api/search")
class SearchController {

    private final Search search;
    private final Posts posts;

    SearchController(Search search, Posts posts) {
        this.search = search;
        this.posts = posts;
    }

    record Found(List<PostView> posts, List<FoundMessage> messages) {}

    /** Each search that is not cached reads a whole table, so nobody makes too many. */
    @GetMapping
    @RateLimited(name = "search", key = "@requestKeys.clientIp()", permits = 120, per = "1m")
    public Found find(
            @RequestParam @NotBlank @Size(min = 2, max = 100) String q,
            @AuthenticationPrincipal @Nullable SignedIn user) {
        SearchWords words = SearchWords.of(q);
        List<FoundMessage> messages = user == null ? List.of() : search.messages(user.id(), words);
        return new Found(posts(search.posts(words)), messages);
    }

    private List<PostView> posts(FoundPosts found) {
        Map<Long, PostView> byId = posts.byIds(found.postIds());
        return found.postIds().stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
