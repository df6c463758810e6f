package dev.cachekit.sample.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The tables of the chat, always read from the database: a writer must not build on what a cache holds. */
@Repository
class MessageRows {

    private static final String NEWEST = """
            select id, sender_id, body, sent_at from message
            where conversation_id = :conversation order by id desc limit :limit
            """;
    private static final String NEXT_VERSION =
            "update conversation set version = version + 1, last_message_at = :now where id = :conversation";
    private static final String INSERT = """
            insert into message (conversation_id, sender_id, body, sent_at)
            values (:conversation, :sender, :body, :now)
            """;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version is read before the messages, so it is never newer than they are. */
    Optional<NewestMessages> newest(long conversationId) {
        return version(conversationId)
                .map(v -> new NewestMessages(conversationId, v, members(conversationId), messages(conversationId)));
    }

    /** Raises the version under the row's lock; false if there is no such conversation. */
    boolean nextVersion(long conversationId, Instant now) {
        return jdbc.sql(NEXT_VERSION)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("conversation", conversationId)
                        .update()
                == 1;
    }

    List<Long> members(long conversationId) {
        return jdbc.sql("select user_id from conversation_member where conversation_id = :id order by user_id")
                .param("id", conversationId)
                .query(Long.class)
                .list();
    }

    MessageView insert(long conversationId, long senderId, String body, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(INSERT)
                .param("conversation", conversationId)
                .param("sender", senderId)
                .param("body", body)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return new MessageView(Objects.requireNonNull(key.getKey()).longValue(), senderId, body, now);
    }

    private Optional<Long> version(long conversationId) {
        return jdbc.sql("select version from conversation where id = :id")
                .param("id", conversationId)
                .query(Long.class)
                .optional();
    }

    private List<MessageView> messages(long conversationId) {
        return jdbc.sql(NEWEST)
                .param("conversation", conversationId)
                .param("limit", NewestMessages.LIMIT)
                .query(MessageRows::message)
                .list();
    }

    private static MessageView message(ResultSet row, int n) throws SQLException {
        return new MessageView(
                row.getLong("id"),
                row.getLong("sender_id"),
                row.getString("body"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant());
    }
}
