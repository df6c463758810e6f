package dev.cachekit.sample.reaction;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who likes what. Each change is one statement, so that of two at the same time one has changed something. */
@Repository
class ReactionRows {

    private static final String CHANGE = """
            update reaction set liked = :liked, counted = false, changed_at = :now
            where post_id = :post and user_id = :user and liked <> :liked
            """;
    private static final String INSERT =
            "insert into reaction (post_id, user_id, liked, changed_at) values (:post, :user, true, :now)";

    private final JdbcClient jdbc;
    private final Clock clock;

    ReactionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a wish has changed. */
    enum Change {
        NONE,
        CHANGED,
        /** The user has never liked the post before. */
        FIRST
    }

    Change like(long postId, long userId) {
        if (change(postId, userId, true)) {
            return Change.CHANGED;
        }
        if (known(postId, userId)) {
            return Change.NONE;
        }
        try {
            jdbc.sql(INSERT)
                    .param("post", postId)
                    .param("user", userId)
                    .param("now", now())
                    .update();
            return Change.FIRST;
        } catch (DuplicateKeyException likedAtTheSameTime) {
            return Change.NONE;
        }
    }

    boolean unlike(long postId, long userId) {
        return change(postId, userId, false);
    }

    private boolean change(long postId, long userId, boolean liked) {
        return jdbc.sql(CHANGE)
                        .param("liked", liked)
                        .param("now", now())
                        .param("post", postId)
                        .param("user", userId)
                        .update()
                > 0;
    }

    private boolean known(long postId, long userId) {
        return jdbc.sql("select count(*) from reaction where post_id = :post and user_id = :user")
                        .param("post", postId)
                        .param("user", userId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Which of the posts the user likes. */
    Set<Long> likedBy(long userId, Collection<Long> postIds) {
        return jdbc.sql("select post_id from reaction where user_id = :user and liked and post_id in (:posts)")
                .param("user", userId)
                .param("posts", postIds)
                .query(Long.class)
                .set();
    }

    /** The numbers themselves, for when the counters are away. */
    Map<Long, Long> count(Collection<Long> postIds) {
        Map<Long, Long> counts = new HashMap<>();
        jdbc.sql("select post_id, count(*) as likes from reaction where liked and post_id in (:posts) group by post_id")
                .param("posts", postIds)
                .query(row -> {
                    counts.put(row.getLong("post_id"), row.getLong("likes"));
                });
        return counts;
    }

    Map<Long, SavedLikes> saved(Collection<Long> postIds) {
        Map<Long, SavedLikes> saved = new HashMap<>();
        jdbc.sql("select id, like_count, like_version from post where id in (:posts)")
                .param("posts", postIds)
                .query(row -> {
                    long id = row.getLong("id");
                    saved.put(id, new SavedLikes(id, row.getLong("like_count"), row.getLong("like_version")));
                });
        return saved;
    }

    /** Posts with changes that are not in their saved number. */
    List<Long> uncounted(int limit) {
        return jdbc.sql("select distinct post_id from reaction where not counted order by post_id limit :limit")
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Saves the number of a post; a change that comes between the two statements is left for the next time. */
    void save(long postId) {
        jdbc.sql("update reaction set counted = true where post_id = :post and not counted")
                .param("post", postId)
                .update();
        jdbc.sql("""
                        update post set like_version = like_version + 1, like_count = (
                            select count(*) from reaction where post_id = :post and liked and counted)
                        where id = :post
                        """).param("post", postId).update();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
