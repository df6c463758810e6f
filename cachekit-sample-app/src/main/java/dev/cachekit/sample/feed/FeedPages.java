package dev.cachekit.sample.feed;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * Merges the newest posts of authors into pages. Post numbers grow with time, so their order is the order in time.
 * The merged order is exact for the first {@link PostIds#LIMIT} posts: none of them can be missing from its author's list.
 */
@Service
class FeedPages {

    private final NewestPosts newest;
    private final Posts posts;

    FeedPages(NewestPosts newest, Posts posts) {
        this.newest = newest;
        this.posts = posts;
    }

    FeedPage page(Collection<Long> authorIds, int page) {
        List<Long> merged = newest.byAuthors(authorIds).values().stream()
                .flatMap(author -> author.ids().stream())
                .sorted(Comparator.reverseOrder())
                .limit(PostIds.LIMIT)
                .toList();
        int from = Math.min(page * FeedPage.SIZE, merged.size());
        int to = Math.min(from + FeedPage.SIZE, merged.size());
        return new FeedPage(page, read(merged.subList(from, to)), to < merged.size());
    }

    private List<PostView> read(List<Long> ids) {
        Map<Long, PostView> found = posts.byIds(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
