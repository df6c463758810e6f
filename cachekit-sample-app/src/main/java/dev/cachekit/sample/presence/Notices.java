package dev.cachekit.sample.presence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is to be told, in its order, by one thread at a time: whoever comes while another one tells leaves it to that one. So
 * the order is kept without a lock that those who are told could meet. Safe for use by many threads.
 */
final class Notices {

    private static final Log log = LogFactory.getLog(Notices.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    void add(Runnable notice) {
        waiting.add(notice);
    }

    /** Tells all that waits, unless somebody is at it. To be called without a lock. */
    void tell() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            for (Runnable notice = waiting.poll(); notice != null; notice = waiting.poll()) {
                run(notice);
            }
            seen = asked.addAndGet(-seen);
        }
    }

    /** One that fails does not keep the others from being told. */
    private static void run(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException failure) {
            log.warn("Could not tell who is online", failure);
        }
    }
}
