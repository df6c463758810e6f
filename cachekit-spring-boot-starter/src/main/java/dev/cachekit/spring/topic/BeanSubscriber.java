package dev.cachekit.spring.topic;

import dev.cachekit.Missed;
import dev.cachekit.TopicErrorHandler;
import dev.cachekit.TopicSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the method of a bean. Once stopped, it tells nothing: the bean is about to be destroyed. */
final class BeanSubscriber implements TopicSubscriber<Object> {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final ListenerMethod listener;
    private final BeanMethod onMessage;
    private final @Nullable BeanMethod onMissed;
    private final @Nullable TopicErrorHandler errors;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean stopped;

    BeanSubscriber(ListenerMethod listener, Object bean, @Nullable TopicErrorHandler errors) {
        ListenerPlace place = listener.place();
        this.listener = listener;
        this.onMessage = BeanMethod.of(place, bean, place.method());
        this.onMissed = listener.onMissed() == null ? null : BeanMethod.of(place, bean, listener.onMissed());
        this.errors = errors;
    }

    ListenerMethod listener() {
        return listener;
    }

    @Override
    public void onMessage(String topic, Object message) throws Exception {
        whileInUse(() -> onMessage.call(listener.arguments(topic, message)));
    }

    @Override
    public void onMissed(Missed missed) throws Exception {
        BeanMethod told = onMissed;
        if (told != null) {
            whileInUse(() -> {
                if (told.method().getParameterCount() == 0) {
                    told.call();
                } else {
                    told.call(missed);
                }
            });
        }
    }

    @Override
    public void onError(String topic, Throwable failure) throws Throwable {
        if (errors == null) {
            throw failure;
        }
        errors.onError(topic, failure);
    }

    void begin() {
        idle = new CompletableFuture<>();
        stopped = false;
    }

    /** Tells nothing any more. */
    void end() {
        stopped = true;
        endIfIdle();
    }

    /** Waits for what is being told, at most as long as that. */
    void awaitIdle(Duration atMost) {
        try {
            idle.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException tooLong) {
            log.warn("{} still handles a message; the application goes on to stop", listener.place());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void endIfIdle() {
        if (stopped && underWay.get() == 0) {
            idle.complete(null);
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Throwable;
    }

    private void whileInUse(Call call) throws Exception {
        underWay.incrementAndGet();
        try {
            if (!stopped) {
                call.run();
            }
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable exotic) {
            throw new IllegalStateException("the listener threw what is neither Exception nor Error", exotic);
        } finally {
            underWay.decrementAndGet();
            endIfIdle();
        }
    }
}
