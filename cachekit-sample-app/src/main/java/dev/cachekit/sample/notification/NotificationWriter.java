package dev.cachekit.sample.notification;

import dev.cachekit.annotation.Invalidate;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells users about others. */
@Service
public class NotificationWriter {

    private static final String INSERT =
            "insert into notification (user_id, kind, actor_id, post_id, amount, created_at) values (?, ?, ?, ?, ?, ?)";
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NotificationWriter(JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells users the same thing.
     *
     * @param actorId who did it
     * @param postId the post it is about, or null
     */
    @Transactional
    @Invalidate(cache = "notifications", keys = "#userIds")
    public void tell(Collection<Long> userIds, NotificationKind kind, long actorId, @Nullable Long postId) {
        OffsetDateTime now = now();
        List<Object[]> rows = userIds.stream()
                .map(user -> new Object[] {user, kind.name(), actorId, postId, 1, now})
                .toList();
        jdbc.batchUpdate(INSERT, rows, BATCH, NotificationWriter::set);
        events.publishEvent(new NotificationsAdded(List.copyOf(userIds), kind, actorId, postId));
    }

    /** Tells users how many posts there were. */
    @Transactional
    @Invalidate(cache = "notifications", keys = "#digests.![userId]")
    public void tell(List<DigestLine> digests) {
        OffsetDateTime now = now();
        List<Object[]> rows = digests.stream()
                .map(line ->
                        new Object[] {line.userId(), NotificationKind.DIGEST.name(), null, null, line.posts(), now})
                .toList();
        jdbc.batchUpdate(INSERT, rows, BATCH, NotificationWriter::set);
        List<Long> userIds = digests.stream().map(DigestLine::userId).toList();
        events.publishEvent(new NotificationsAdded(userIds, NotificationKind.DIGEST, null, null));
    }

    /** The user has seen them up to this number. */
    @Transactional
    @Invalidate(cache = "notifications", key = "#userId")
    public void seen(long userId, long newestId) {
        jdbc.update("update notification set seen = true where user_id = ? and id <= ? and not seen", userId, newestId);
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
