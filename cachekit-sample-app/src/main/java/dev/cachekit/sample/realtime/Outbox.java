package dev.cachekit.sample.realtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What a page is still to be told. One thread at a time sends it, in its order; nobody who has something to tell waits for the
 * page. One that falls too far behind, or cannot be reached, is closed, and reads anew when it comes back. Safe for use by
 * many threads.
 */
final class Outbox {

    /** A page that reads at all is never that far behind. */
    static final int MOST = 256;

    private static final Log log = LogFactory.getLog(Outbox.class);

    private final WebSocketSession page;
    private final Executor senders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<WebSocketMessage<?>> waiting = new ArrayDeque<>();
    private @Nullable CloseStatus end;
    private boolean sending;
    private boolean closed;

    Outbox(WebSocketSession page, Executor senders) {
        this.page = page;
        this.senders = senders;
    }

    void add(WebSocketMessage<?> message) {
        change(() -> {
            if (waiting.size() == MOST) {
                endWith(CloseStatus.SESSION_NOT_RELIABLE);
            } else if (end == null) {
                waiting.add(message);
            }
        });
    }

    /** What waits is not sent any more. */
    void close(CloseStatus why) {
        change(() -> endWith(why));
    }

    private void endWith(CloseStatus why) {
        if (end == null) {
            end = why;
            waiting.clear();
        }
    }

    private void change(Runnable change) {
        boolean idle;
        lock.lock();
        try {
            change.run();
            idle = !sending;
            sending = true;
        } finally {
            lock.unlock();
        }
        if (idle) {
            senders.execute(this::work);
        }
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    /** Null if there is nothing to do; whoever brings something after that has it done anew. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            WebSocketMessage<?> message = waiting.poll();
            if (message != null) {
                return () -> send(message);
            }
            CloseStatus why = end;
            if (why != null && !closed) {
                closed = true;
                return () -> hangUp(why);
            }
            sending = false;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void send(WebSocketMessage<?> message) {
        try {
            page.sendMessage(message);
        } catch (IOException | RuntimeException gone) {
            log.debug("A page is gone", gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private void hangUp(CloseStatus why) {
        try {
            page.close(why);
        } catch (IOException | RuntimeException gone) {
            log.debug("A page was gone already", gone);
        }
    }
}
