package dev.cachekit.sample.chat;

import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.sample.web.NotFoundException;
import dev.cachekit.sample.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends messages.
 *
 * <p>Senders to one conversation go one after the other, under a lock that all nodes share: they wait for it without a
 * connection to the database, and without one of its transactions. A lock in Redis may be lost, and while Redis is away each
 * node has one of its own, so what must be right is right without it: the conversation's version is raised first, which holds
 * its row until commit. Each sender reads the messages of all before it, and the higher version is always the more complete
 * list. So a cache that keeps the higher version of two racing writers keeps the right one.
 */
@Service
public class MessageWriter {

    private final MessageRows rows;
    private final Clock clock;

    MessageWriter(MessageRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Sends a message and returns what that changed.
     *
     * @throws NotFoundException if there is no such conversation
     * @throws RefusedException if the sender is not one of its members
     * @throws RateLimitExceededException if the sender has sent too many of late
     * @throws LockNotAcquiredException if others write to the conversation for too long
     */
    @RateLimited(name = "messages", key = "#senderId", permits = 120, per = "1m")
    @WithLock(name = "conversation", key = "#conversationId", maxWait = "3s", onBackendFailure = BackendFailure.LOCAL)
    @Transactional
    @WriteThrough(
            cache = "newest-messages",
            key = "#conversationId",
            entry = "#result.newest",
            version = "#result.newest.version")
    @Invalidate(cache = "conversations", keys = "#result.newest.memberIds")
    public SentMessage send(long conversationId, long senderId, String body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!rows.nextVersion(conversationId, now)) {
            throw new NotFoundException("conversation", conversationId);
        }
        if (!rows.members(conversationId).contains(senderId)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "Only members of a conversation can write to it.");
        }
        MessageView message = rows.insert(conversationId, senderId, body, now);
        return new SentMessage(message, rows.newest(conversationId).orElseThrow());
    }
}
