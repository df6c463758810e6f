package dev.cachekit.spring.aop;

import dev.cachekit.limit.Admission;
import org.jspecify.annotations.Nullable;

/**
 * Is told what became of a call whose rate is limited by an annotation, before it goes on or fails: on the thread that goes on with
 * it, which is the caller's own if the method blocks.
 * Beans of this type are found by themselves. Must return at once and must not throw. Safe for use by many threads.
 */
@FunctionalInterface
public interface AdmissionObserver {

    /**
     * A call was let through or refused.
     *
     * @param admission what became of it
     * @param subscriber what belongs to the subscriber of a method that gives a publisher, as a Reactor {@code ContextView};
     *     null of other calls
     */
    void onAdmission(Admission admission, @Nullable Object subscriber);
}
