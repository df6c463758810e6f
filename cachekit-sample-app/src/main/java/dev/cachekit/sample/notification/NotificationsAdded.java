package dev.cachekit.sample.notification;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Users have been told something, which is committed and can be read. An event of this process.
 *
 * @param actorId who did it; null for a digest
 * @param postId the post it is about, or null
 */
public record NotificationsAdded(
        Collection<Long> userIds,
        NotificationKind kind,
        @Nullable Long actorId,
        @Nullable Long postId) {}
