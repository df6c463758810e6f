package dev.cachekit.sample.feed;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.CacheAside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Posts by number. A published post never changes, so what is cached of it is never stale. */
@Service
public class Posts {

    private static final String READ = """
            select p.id, p.author_id, u.handle, p.body, p.created_at
            from post p join app_user u on u.id = p.author_id
            where p.id in (:ids)
            """;

    private final JdbcClient jdbc;
    private final Cache<Long, PostView> cache;

    Posts(JdbcClient jdbc, CacheKit cacheKit) {
        this.jdbc = jdbc;
        this.cache = cacheKit.cache("posts", PostView.class);
    }

    @CacheAside(cache = "posts", key = "#postId")
    public Optional<PostView> byId(long postId) {
        return jdbc.sql(READ).param("ids", postId).query(Posts::post).optional();
    }

    /** The posts that exist among these numbers; they share their cache with {@link #byId}. */
    public Map<Long, PostView> byIds(Collection<Long> postIds) {
        return cache.getAll(postIds, this::read);
    }

    private Map<Long, PostView> read(Collection<Long> postIds) {
        Map<Long, PostView> found = new LinkedHashMap<>();
        jdbc.sql(READ).param("ids", postIds).query(Posts::post).list().forEach(post -> found.put(post.id(), post));
        return found;
    }

    private static PostView post(ResultSet row, int n) throws SQLException {
        return new PostView(
                row.getLong("id"),
                row.getLong("author_id"),
                row.getString("handle"),
                row.getString("body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
