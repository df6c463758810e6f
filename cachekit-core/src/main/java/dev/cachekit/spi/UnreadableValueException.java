package dev.cachekit.spi;

/** A stored payload cannot be read as the declared type. It counts as a miss and is replaced. */
public final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean otherStructure;

    /**
     * Makes the exception.
     *
     * @param reason why, without any of the value
     */
    public UnreadableValueException(String reason) {
        this(reason, false);
    }

    private UnreadableValueException(String reason, boolean otherStructure) {
        super(reason, null, false, false);
        this.otherStructure = otherStructure;
    }

    /**
     * Makes the exception for a payload that is whole, but was written for another structure of the type.
     *
     * @return a new one
     */
    public static UnreadableValueException ofOtherStructure() {
        return new UnreadableValueException("value was written for another structure of its type", true);
    }

    /**
     * Tells a payload of another structure from a damaged one.
     *
     * @return true if it was written for another structure
     */
    public boolean isOfOtherStructure() {
        return otherStructure;
    }
}
