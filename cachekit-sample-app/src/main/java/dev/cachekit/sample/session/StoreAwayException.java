package dev.cachekit.sample.session;

/** The store of sessions does not answer. */
final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreAwayException(Throwable cause) {
        super("the store of sessions does not answer", cause);
    }
}
