package dev.cachekit.sample.reaction;

import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The names of counters. They contain a name that each database is given once: a database in memory begins anew with its
 * process, while a Redis server still has the counters of the one before.
 */
@Component
class LikeCounterNames {

    private final String database;

    LikeCounterNames(JdbcClient jdbc) {
        this.database = find(jdbc).orElseGet(() -> give(jdbc));
    }

    private static Optional<String> find(JdbcClient jdbc) {
        return jdbc.sql("select name from this_database where id = 1")
                .query(String.class)
                .optional();
    }

    private static String give(JdbcClient jdbc) {
        try {
            jdbc.sql("insert into this_database (id, name) values (1, :name)")
                    .param("name", UUID.randomUUID().toString())
                    .update();
        } catch (DuplicateKeyException anotherNodeWasFaster) {
            // its name is this node's, too
        }
        return find(jdbc).orElseThrow();
    }

    /** The counter of the likes since the number was saved, less those taken back. */
    String of(SavedLikes saved) {
        return "likes:" + database + ":" + saved.postId() + ":" + saved.version();
    }
}
