package dev.cachekit.event;

import dev.cachekit.spi.Observer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several observers as one. Safe for use by many threads.
 *
 * @param all the observers
 */
public record Observers(List<Observer> all) implements Observer {

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
        return switch (observers.size()) {
            case 0 -> Observer.NONE;
            case 1 -> observers.get(0);
            default -> new Observers(observers);
        };
    }

    @Override
    public Watched begin(Work work, String name) {
        return new WatchedByAll(
                all.stream().map(observer -> observer.begin(work, name)).toList());
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
            each.forEach(one -> one.end(failure));
        }
    }
}
