package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.Operation;
import dev.cachekit.operation.RateLimitedOperation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;

/**
 * One operation around one method.
 *
 * @param subject what it works on
 * @param name the name of that
 * @param method the method, for example {@code Feed#page(long)}
 * @param where where it was asked for, for example {@code @CacheAside on Feed#page(long)}
 */
public record PlannedOperation(Subject subject, String name, String method, String where) {

    /** What operations work on. */
    public enum Subject {
        /** A cache. */
        CACHE("cache"),
        /** A rate limiter. */
        LIMITER("limiter"),
        /** A lock. */
        LOCK("lock"),
        /** A single flight. */
        FLIGHT("single flight");

        private final String text;

        Subject(String text) {
            this.text = text;
        }

        private static Subject of(Operation operation) {
            if (operation instanceof RateLimitedOperation) {
                return LIMITER;
            }
            if (operation instanceof WithLockOperation) {
                return LOCK;
            }
            return operation instanceof SingleFlightOperation ? FLIGHT : CACHE;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static PlannedOperation of(AnnotatedMethod method, Operation operation) {
        return new PlannedOperation(Subject.of(operation), operation.name(), method.toString(), operation.where());
    }
}
