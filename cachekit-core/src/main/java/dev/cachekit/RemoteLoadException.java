package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * A call that another process made for this one failed with an exception that is not rebuilt here: only types listed in
 * {@code cachekit.single-flight.shared-exceptions} are, as no class name read from Redis may choose a class.
 */
public final class RemoteLoadException extends CacheKitException {

    private final String remoteType;
    private final @Nullable String remoteMessage;

    /**
     * @param remoteType class name of the exception in the other process
     * @param remoteMessage its message, or null if it had none
     */
    public RemoteLoadException(String remoteType, @Nullable String remoteMessage) {
        super("the call failed in another process: " + remoteType
                + (remoteMessage == null ? "" : ": " + remoteMessage));
        this.remoteType = remoteType;
        this.remoteMessage = remoteMessage;
    }

    /** Class name of the exception in the other process. The class need not exist here. */
    public String remoteType() {
        return remoteType;
    }

    /** Message of the exception in the other process, or null if it had none. */
    public @Nullable String remoteMessage() {
        return remoteMessage;
    }
}
