package dev.cachekit.spring.aop;

import dev.cachekit.limit.Admission;

/**
 * Is told on the caller's thread what became of a call whose rate is limited by an annotation, before it goes on or fails.
 * Beans of this type are found by themselves. Must return at once and must not throw. Safe for use by many threads.
 */
@FunctionalInterface
public interface AdmissionObserver {

    /**
     * A call was let through or refused.
     *
     * @param admission what became of it
     */
    void onAdmission(Admission admission);
}
