package dev.cachekit.sample.notification;

import dev.cachekit.annotation.Invalidate;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes notifications. When a method returns they are committed, and the lists of their users are no longer cached. */
@Repository
public class NotificationRows {

    private static final String INSERT =
            "insert into notification (user_id, kind, actor_id, post_id, amount, created_at) values (?, ?, ?, ?, ?, ?)";
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    NotificationRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Tells users the same thing. */
    @Transactional
    @Invalidate(cache = "notifications", keys = "#userIds")
    public void add(Collection<Long> userIds, NotificationKind kind, long actorId, @Nullable Long postId) {
        OffsetDateTime now = now();
        insert(userIds.stream()
                .map(user -> new Object[] {user, kind.name(), actorId, postId, 1, now})
                .toList());
    }

    /** Tells users how many posts there were. */
    @Transactional
    @Invalidate(cache = "notifications", keys = "#digests.![userId]")
    public void add(List<DigestLine> digests) {
        OffsetDateTime now = now();
        insert(digests.stream()
                .map(line ->
                        new Object[] {line.userId(), NotificationKind.DIGEST.name(), null, null, line.posts(), now})
                .toList());
    }

    /** The user has seen them up to this number. */
    @Transactional
    @Invalidate(cache = "notifications", key = "#userId")
    public void see(long userId, long newestId) {
        jdbc.update("update notification set seen = true where user_id = ? and id <= ? and not seen", userId, newestId);
    }

    /** Removes those that are older, whosever they are. */
    @Transactional
    @Invalidate(cache = "notifications", all = true)
    public void forget(Instant before) {
        jdbc.update("delete from notification where created_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private void insert(List<Object[]> rows) {
        jdbc.batchUpdate(INSERT, rows, BATCH, NotificationRows::set);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static void set(PreparedStatement statement, Object[] row) throws SQLException {
        for (int column = 0; column < row.length; column++) {
            statement.setObject(column + 1, row[column]);
        }
    }
}
