package dev.cachekit.spi;

import dev.cachekit.ValueFormat;

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
     * Makes the exception for a payload that is whole, but in a format that cannot be read here.
     *
     * @param format the format
     * @return a new one
     */
    public static UnreadableValueException ofOtherFormat(ValueFormat format) {
        return new UnreadableValueException("value is written in " + format + ", whose module is not here", true);
    }

    /**
     * Tells a payload of another structure, or in an unknown format, from a damaged one.
     *
     * @return true if it was whole for whoever wrote it
     */
    public boolean isOfOtherStructure() {
        return otherStructure;
    }
}
