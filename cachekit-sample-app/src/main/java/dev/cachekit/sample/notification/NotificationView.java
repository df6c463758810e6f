package dev.cachekit.sample.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification.
 *
 * @param actorHandle who did it; null for a digest
 * @param postId the post it is about, or null
 * @param amount of how many posts a digest tells; otherwise 1
 */
public record NotificationView(
        long id,
        NotificationKind kind,
        @Nullable String actorHandle,
        @Nullable Long postId,
        int amount,
        Instant createdAt,
        boolean seen) {}
