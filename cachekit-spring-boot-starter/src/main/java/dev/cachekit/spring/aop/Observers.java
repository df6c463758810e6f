package dev.cachekit.spring.aop;

import dev.cachekit.limit.Admission;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all observers. One that throws harms neither the call, whose permits are taken already, nor the others.
 *
 * @param all the observers
 */
record Observers(List<AdmissionObserver> all) implements Consumer<Admission> {

    private static final Logger log = LoggerFactory.getLogger(Observers.class);

    static Consumer<Admission> of(List<AdmissionObserver> all) {
        return new Observers(all);
    }

    @Override
    public void accept(Admission admission) {
        for (AdmissionObserver observer : all) {
            try {
                observer.onAdmission(admission);
            } catch (RuntimeException failure) {
                log.debug("an observer of rate limit '{}' failed", admission.limiter(), failure);
            }
        }
    }
}
