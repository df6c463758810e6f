package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.Observer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes observations of work that takes time, inside those of its caller, and takes them along to the threads that work for it.
 * Safe for use by many threads.
 *
 * <p>Requests to the store are observed where they belong to something that is. Those that CacheKit sends by itself, once a
 * second, would each begin a trace of their own.
 */
public final class WorkObserver implements Observer {

    private static final Logger log = LoggerFactory.getLogger(WorkObserver.class);

    private final ObservationRegistry registry;
    private final WorkConvention convention;
    private final Map<Work, BoundedNames> subjects = new EnumMap<>(Work.class);

    /**
     * Makes an observer.
     *
     * @param registry keeps the observations
     * @param convention describes them
     */
    public WorkObserver(ObservationRegistry registry, WorkConvention convention) {
        this.registry = registry;
        this.convention = convention;
        for (Work work : Work.values()) {
            subjects.put(work, new BoundedNames());
        }
    }

    @Override
    public Watched begin(Work work, String name) {
        if (registry.isNoop() || work == Work.STORE_REQUEST && registry.getCurrentObservation() == null) {
            return Watched.UNSEEN;
        }
        try {
            return begun(work, name);
        } catch (RuntimeException failure) { // a convention or handler of the application
            log.debug("An observation could not be begun", failure);
            return Watched.UNSEEN;
        }
    }

    private Watched begun(Work work, String name) {
        String subject = Objects.requireNonNull(subjects.get(work)).of(name);
        Observation observation = Observation.createNotStarted(
                        WorkObservation.of(work).getName(), () -> new WorkContext(work, subject), registry)
                .observationConvention(convention)
                .start();
        return observation.isNoop() ? Watched.UNSEEN : new Observed(observation);
    }

    @Override
    public Runnable carry(Runnable task) {
        Observation current = registry.getCurrentObservation();
        return current == null
                ? task
                : () -> inScope(current, () -> {
                    task.run();
                    return true;
                });
    }

    /** A handler of the application that throws must not end the work. */
    private static <T> T inScope(Observation observation, Supplier<T> work) {
        Observation.Scope scope = opened(observation);
        try {
            return work.get();
        } finally {
            close(scope);
        }
    }

    private static Observation.Scope opened(Observation observation) {
        try {
            return observation.openScope();
        } catch (RuntimeException failure) {
            log.debug("An observation could not be entered", failure);
            return Observation.Scope.NOOP;
        }
    }

    private static void close(Observation.Scope scope) {
        try {
            scope.close();
        } catch (RuntimeException failure) {
            log.debug("An observation could not be left", failure);
        }
    }

    private record Observed(Observation observation) implements Watched {

        @Override
        public <T> T within(Supplier<T> part) {
            return inScope(observation, part);
        }

        @Override
        public void end(@Nullable Throwable failure) {
            try {
                if (failure != null) {
                    observation.error(failure);
                }
                observation.stop();
            } catch (RuntimeException broken) { // a convention or handler of the application
                log.debug("An observation could not be ended", broken);
            }
        }
    }
}
