package dev.cachekit.spi;

/** A stored payload cannot be read as the declared type. It counts as a miss and is replaced. */
public final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param reason why, without any of the value
     */
    public UnreadableValueException(String reason) {
        super(reason, null, false, false);
    }
}
