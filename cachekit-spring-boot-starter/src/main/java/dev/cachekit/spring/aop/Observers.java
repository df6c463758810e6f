package dev.cachekit.spring.aop;

import dev.cachekit.limit.Admission;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all observers. One that throws harms neither the call, whose permits are taken already, nor the others.
 *
 * @param all the observers
 */
record Observers(List<AdmissionObserver> all) implements BiConsumer<Admission, @Nullable Object> {

    private static final Logger log = LoggerFactory.getLogger(Observers.class);

    static BiConsumer<Admission, @Nullable Object> of(List<AdmissionObserver> all) {
        return new Observers(all);
    }

    @Override
    public void accept(Admission admission, @Nullable Object subscriber) {
        for (AdmissionObserver observer : all) {
            try {
                observer.onAdmission(admission, subscriber);
            } catch (RuntimeException failure) {
                log.debug("an observer of rate limit '{}' failed", admission.limiter(), failure);
            }
        }
    }
}
