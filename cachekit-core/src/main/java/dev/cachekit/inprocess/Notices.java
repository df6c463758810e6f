package dev.cachekit.inprocess;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Tells listeners of what has happened, such as the end of a lease; never on the thread that did it unless the executor
 * says so.
 */
final class Notices<T> {

    private final List<Mailbox<T>> listeners = new CopyOnWriteArrayList<>();
    private final Executor executor;

    Notices(Executor executor) {
        this.executor = executor;
    }

    void add(Consumer<T> listener) {
        listeners.add(new Mailbox<>(executor, listener));
    }

    void tell(T notice) {
        listeners.forEach(listener -> listener.post(notice));
    }
}
