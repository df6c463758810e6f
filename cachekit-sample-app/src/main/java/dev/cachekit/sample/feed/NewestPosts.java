package dev.cachekit.sample.feed;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The newest posts of authors, as numbers: the only part of a feed that a new post changes. */
@Service
public class NewestPosts {

    private static final String NEWEST = """
            select author_id, id from (
                select author_id, id, row_number() over (partition by author_id order by id desc) as place
                from post where author_id in (:authors)) newest
            where place <= :limit
            order by id desc
            """;

    private final JdbcClient jdbc;
    private final Cache<Long, PostIds> cache;

    NewestPosts(JdbcClient jdbc, CacheKit cacheKit) {
        this.jdbc = jdbc;
        this.cache = cacheKit.cache("newest-posts", PostIds.class);
    }

    /** The newest posts of each of the authors; an author without posts has an empty list, not no entry. */
    public Map<Long, PostIds> byAuthors(Collection<Long> authorIds) {
        return cache.getAll(authorIds, this::read);
    }

    /** Every author gets a list, so that having no posts is cached too. */
    private Map<Long, PostIds> read(Collection<Long> authorIds) {
        Map<Long, List<Long>> found = new HashMap<>();
        authorIds.forEach(author -> found.put(author, new ArrayList<>()));
        rows(authorIds)
                .forEach(post -> found.computeIfAbsent(post.authorId(), id -> new ArrayList<>())
                        .add(post.id()));
        Map<Long, PostIds> newest = new HashMap<>();
        found.forEach((author, ids) -> newest.put(author, new PostIds(List.copyOf(ids))));
        return newest;
    }

    private record AuthoredPost(long authorId, long id) {}

    private List<AuthoredPost> rows(Collection<Long> authorIds) {
        return jdbc.sql(NEWEST)
                .param("authors", authorIds)
                .param("limit", PostIds.LIMIT)
                .query((row, n) -> new AuthoredPost(row.getLong("author_id"), row.getLong("id")))
                .list();
    }
}
