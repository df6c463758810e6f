package dev.cachekit.spring.aop;

import dev.cachekit.limit.Admission;
import java.util.List;
import java.util.function.Consumer;

/** Tells all observers. */
record Observers(List<AdmissionObserver> all) implements Consumer<Admission> {

    static Consumer<Admission> of(List<AdmissionObserver> all) {
        return new Observers(all);
    }

    @Override
    public void accept(Admission admission) {
        for (AdmissionObserver observer : all) {
            observer.onAdmission(admission);
        }
    }
}
