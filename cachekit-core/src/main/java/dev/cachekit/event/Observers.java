package dev.cachekit.event;

import dev.cachekit.spi.Observer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several observers as one. One that throws harms neither the work nor the others. Safe for use by many threads.
 *
 * @param all the observers
 */
public record Observers(List<Observer> all) implements Observer {

    private static final Logger log = LoggerFactory.getLogger(Observers.class);

    /** Copies the list. */
    public Observers {
        all = List.copyOf(all);
    }

    /**
     * Makes one observer of several.
     *
     * @param observers the observers
     * @return one that tells all of them
     */
    public static Observer of(List<Observer> observers) {
        return observers.isEmpty() ? Observer.NONE : new Observers(observers);
    }

    @Override
    public Watched begin(Work work, String name) {
        return new WatchedByAll(
                all.stream().map(observer -> begun(observer, work, name)).toList());
    }

    private static Watched begun(Observer observer, Work work, String name) {
        try {
            return observer.begin(work, name);
        } catch (RuntimeException failure) {
            log.debug("Observer {} failed", observer, failure);
            return Watched.UNSEEN;
        }
    }

    @Override
    public Runnable carry(Runnable task) {
        Runnable carried = task;
        for (Observer observer : all) {
            carried = observer.carry(carried);
        }
        return carried;
    }

    private record WatchedByAll(List<Watched> each) implements Watched {

        @Override
        public <T> T within(Supplier<T> part) {
            Supplier<T> inside = part;
            for (Watched one : each) {
                Supplier<T> inner = inside;
                inside = () -> one.within(inner);
            }
            return inside.get();
        }

        @Override
        public void end(@Nullable Throwable failure) {
            each.forEach(one -> end(one, failure));
        }

        private static void end(Watched one, @Nullable Throwable failure) {
            try {
                one.end(failure);
            } catch (RuntimeException broken) {
                log.debug("Observer of {} failed", one, broken);
            }
        }
    }
}
