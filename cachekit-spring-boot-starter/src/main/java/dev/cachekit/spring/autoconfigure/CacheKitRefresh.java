package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Reads settings of caches and rate limiters again while the application runs: when Spring Cloud tells that the environment has
 * changed (known by its name, because Spring Cloud need not be there), or when somebody calls {@link #refresh()} on this bean.
 *
 * <p>The caches change all together or not at all, and so do the rate limiters: a value that is wrong, or cannot change without a
 * restart, leaves all of its kind as they were. Safe for use by many threads; asks Redis nothing.
 */
public final class CacheKitRefresh implements GenericApplicationListener {

    private static final Logger log = LoggerFactory.getLogger(CacheKitRefresh.class);
    private static final String CHANGED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final List<Part> parts;
    private final ReentrantLock reading = new ReentrantLock(); // of two refreshes the later reads later

    CacheKitRefresh(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What changes as a whole. */
    interface Part {

        /** As a sentence begins with it. */
        String name();

        /** Reads it again; what cannot be honoured is thrown and leaves all as it was. */
        void refresh();
    }

    /**
     * Reads the environment again and takes over what has changed.
     *
     * @throws InvalidConfigurationException if something cannot be honoured: the caches, the rate limiters, or both are as they
     *     were; what is told of the second is suppressed in the first
     */
    public void refresh() {
        List<RuntimeException> refusals =
                refreshed().stream().map(Refusal::failure).toList();
        if (!refusals.isEmpty()) {
            RuntimeException first = refusals.get(0);
            refusals.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        Class<?> event = type.toClass();
        return event.getName().equals(CHANGED);
    }

    /** A failure would end the refresh of others as well, so it is logged. */
    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        refreshed().forEach(refusal -> log.error("{} stay as they were: {}", refusal.part(), told(refusal.failure())));
    }

    private record Refusal(String part, RuntimeException failure) {}

    private List<Refusal> refreshed() {
        reading.lock();
        try {
            return parts.stream()
                    .map(CacheKitRefresh::refreshed)
                    .flatMap(Optional::stream)
                    .toList();
        } finally {
            reading.unlock();
        }
    }

    private static Optional<Refusal> refreshed(Part part) {
        try {
            part.refresh();
            return Optional.empty();
        } catch (RuntimeException wrong) {
            InvalidConfigurationException known = known(wrong);
            return Optional.of(new Refusal(part.name(), known == null ? wrong : known));
        }
    }

    private static String told(RuntimeException failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static @Nullable InvalidConfigurationException known(Throwable wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidConfigurationException ours) {
                return ours;
            }
        }
        return null;
    }
}
