package dev.cachekit.sample.notification;

import dev.cachekit.annotation.CacheAside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The notifications of users. */
@Service
public class Notifications {

    private static final String NEWEST = """
            select n.id, n.kind, u.handle, n.post_id, n.amount, n.created_at, n.seen
            from notification n left join app_user u on u.id = n.actor_id
            where n.user_id = :user order by n.id desc limit :limit
            """;

    private final JdbcClient jdbc;

    Notifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @CacheAside(cache = "notifications", key = "#userId")
    public NotificationList of(long userId) {
        return NotificationList.of(jdbc.sql(NEWEST)
                .param("user", userId)
                .param("limit", NotificationList.LIMIT)
                .query(Notifications::notification)
                .list());
    }

    private static NotificationView notification(ResultSet row, int n) throws SQLException {
        return new NotificationView(
                row.getLong("id"),
                NotificationKind.valueOf(row.getString("kind")),
                row.getString("handle"),
                row.getObject("post_id", Long.class),
                row.getInt("amount"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("seen"));
    }
}
