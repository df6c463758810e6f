package dev.cachekit;

/**
 * A feature was asked for that is announced but not built in this version. It stops the start rather than being ignored.
 *
 * <p>Its message reads {@code <where>: <feature> is not available yet; <remedy>}.
 */
public final class NotAvailableYetException extends InvalidConfigurationException {

    /**
     * @param where the place that asks for it: an annotation on a method, or a property
     * @param feature the feature as the user wrote it: {@code "phase = TWO_PHASE"}
     * @param remedy what to do until it is there
     */
    public NotAvailableYetException(String where, String feature, String remedy) {
        super(
                where,
                feature,
                "must be available in this version",
                remedy,
                where + ": " + feature + " is not available yet; " + remedy);
    }

    /** The feature as the user wrote it. */
    public String feature() {
        return value();
    }
}
