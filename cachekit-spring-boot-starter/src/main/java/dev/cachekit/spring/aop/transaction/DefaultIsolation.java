package dev.cachekit.spring.aop.transaction;

/** Knows the isolation of transactions that do not say which they want. Safe for use by many threads. */
@FunctionalInterface
public interface DefaultIsolation {

    /** Nobody knows. */
    DefaultIsolation UNKNOWN = () -> false;

    /**
     * Tells whether the transaction open on this thread reads what others have committed, if it uses the default.
     *
     * @return false also if that is not known
     */
    boolean isReadCommitted();
}
