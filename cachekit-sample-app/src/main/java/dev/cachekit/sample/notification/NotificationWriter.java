package dev.cachekit.sample.notification;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells users about others: first the database, then the caches, and then the open pages, which read at once what they are
 * told of. So it is not for use within a transaction, whose changes nobody else could read yet.
 */
@Service
public class NotificationWriter {

    private final NotificationRows rows;
    private final ApplicationEventPublisher events;

    NotificationWriter(NotificationRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    /**
     * Tells users the same thing.
     *
     * @param actorId who did it
     * @param postId the post it is about, or null
     * @throws IllegalStateException within a transaction
     */
    public void tell(Collection<Long> userIds, NotificationKind kind, long actorId, @Nullable Long postId) {
        refuseTransaction();
        rows.add(userIds, kind, actorId, postId);
        events.publishEvent(new NotificationsAdded(List.copyOf(userIds), kind, actorId, postId));
    }

    /**
     * Tells users how many posts there were.
     *
     * @throws IllegalStateException within a transaction
     */
    public void tell(List<DigestLine> digests) {
        refuseTransaction();
        rows.add(digests);
        List<Long> userIds = digests.stream().map(DigestLine::userId).toList();
        events.publishEvent(new NotificationsAdded(userIds, NotificationKind.DIGEST, null, null));
    }

    private static void refuseTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "NotificationWriter#tell: not within a transaction, which may still be rolled"
                            + " back when the pages are told; call it after the commit");
        }
    }

    /** The user has seen them up to this number. */
    public void seen(long userId, long newestId) {
        rows.see(userId, newestId);
    }
}
