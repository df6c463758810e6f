package dev.cachekit.inprocess;

import dev.cachekit.spi.LeaseEnd;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Tells the listeners of the ends of leases, never on the thread that ended one unless the executor says so. */
final class LeaseEnds {

    private final List<Mailbox<LeaseEnd>> listeners = new CopyOnWriteArrayList<>();
    private final Executor executor;

    LeaseEnds(Executor executor) {
        this.executor = executor;
    }

    void add(Consumer<LeaseEnd> listener) {
        listeners.add(new Mailbox<>(executor, listener));
    }

    void tell(LeaseEnd end) {
        listeners.forEach(listener -> listener.post(end));
    }
}
