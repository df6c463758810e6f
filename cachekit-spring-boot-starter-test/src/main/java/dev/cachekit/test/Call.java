package dev.cachekit.test;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What became of a call: a value, or the failure that the test expected. Any other failure ends the test. */
record Call(@Nullable Object value, @Nullable Throwable failure) {

    /** What is returned and may fail, in any way. */
    @FunctionalInterface
    interface Body<T extends @Nullable Object> {

        T run() throws Throwable;
    }

    static Call returning(Body<?> body) {
        try {
            return new Call(body.run(), null);
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unexpected(interrupted);
        } catch (Throwable checked) {
            throw unexpected(checked);
        }
    }

    /** An error, such as that of an assertion within, is expected only by who says so. */
    static Call failing(Class<? extends Throwable> type, ThrowingCallable body) {
        try {
            body.call();
        } catch (Throwable failure) {
            if (failure instanceof Error error && !Error.class.isAssignableFrom(type)) {
                throw error;
            }
            if (!type.isInstance(failure)) {
                throw new AssertionError(
                        "Expecting the call to throw %s, but it threw %s".formatted(type.getName(), failure), failure);
            }
            return new Call(null, failure);
        }
        throw new AssertionError("Expecting the call to throw %s, but it threw nothing".formatted(type.getName()));
    }

    private static AssertionError unexpected(Throwable failure) {
        return new AssertionError("Expecting the call not to fail, but it threw " + failure, failure);
    }

    @Override
    public String toString() {
        return failure == null ? "returned " + value : "threw " + failure;
    }
}
