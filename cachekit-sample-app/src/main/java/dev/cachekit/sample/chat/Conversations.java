package dev.cachekit.sample.chat;

import dev.cachekit.annotation.CacheAside;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Conversations as their members read them. */
@Service
public class Conversations {

    private static final String OF_USER = """
            select c.id, c.title, c.last_message_at
            from conversation_member m join conversation c on c.id = m.conversation_id
            where m.user_id = :user order by c.last_message_at desc, c.id desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final MessageRows rows;

    Conversations(JdbcClient jdbc, MessageRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** The conversations of a user; empty for an unknown one. */
    @CacheAside(cache = "conversations", key = "#userId", ttl = "10m")
    public ConversationList of(long userId) {
        return new ConversationList(jdbc.sql(OF_USER)
                .param("user", userId)
                .param("limit", ConversationList.LIMIT)
                .query((row, n) -> new ConversationView(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getObject("last_message_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** The newest messages of a conversation, or empty if there is no such conversation. */
    @CacheAside(cache = "newest-messages", key = "#conversationId", ttl = "1h")
    public Optional<NewestMessages> newest(long conversationId) {
        return rows.newest(conversationId);
    }
}
