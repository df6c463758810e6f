package dev.cachekit.sample.search;

import dev.cachekit.annotation.CacheAside;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Searches the database. Posts are the same for everybody, and what is popular is searched for again and again: their answer
 * is shared for half a minute. Messages are private: they are not cached, and found only by members.
 */
@Service
public class Search {

    private static final int LIMIT = 20;
    private static final String POSTS =
            "select id from post where lower(body) like :pattern escape '!' order by id desc limit :limit";
    private static final String MESSAGES = """
            select m.id, m.conversation_id, c.title, u.handle, m.body, m.sent_at
            from conversation_member own
            join message m on m.conversation_id = own.conversation_id
            join conversation c on c.id = m.conversation_id
            join app_user u on u.id = m.sender_id
            where own.user_id = :user and lower(m.body) like :pattern escape '!'
            order by m.id desc limit :limit
            """;

    private final JdbcClient jdbc;

    Search(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @CacheAside(cache = "search", key = "#words.text", ttl = "30s")
    public FoundPosts posts(SearchWords words) {
        return new FoundPosts(jdbc.sql(POSTS)
                .param("pattern", words.pattern())
                .param("limit", LIMIT)
                .query(Long.class)
                .list());
    }

    /** The newest messages in the user's conversations. */
    public List<FoundMessage> messages(long userId, SearchWords words) {
        return jdbc.sql(MESSAGES)
                .param("user", userId)
                .param("pattern", words.pattern())
                .param("limit", LIMIT)
                .query((row, n) -> new FoundMessage(
                        row.getLong("id"),
                        row.getLong("conversation_id"),
                        row.getString("title"),
                        row.getString("handle"),
                        row.getString("body"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
