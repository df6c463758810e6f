package dev.cachekit.sample.realtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketSession;

/**
 * The threads that send to pages. Each page has one to itself while something is sent to it, as a page that reads slowly
 * keeps its thread for up to the time-out of one message; as soon as nothing is to be sent the thread is free. What is to be
 * sent after the end of the application is left out.
 */
@Component
class Senders implements DisposableBean {

    private static final int IDLE_SECONDS = 10;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons(),
            new ThreadPoolExecutor.DiscardPolicy());

    private static CustomizableThreadFactory daemons() {
        CustomizableThreadFactory daemons = new CustomizableThreadFactory("live-");
        daemons.setDaemon(true);
        return daemons;
    }

    Outbox outbox(WebSocketSession page) {
        return new Outbox(page, threads);
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
