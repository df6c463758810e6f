package dev.cachekit.torture.node;

/** What one thread finds out about the call of a service it is in. */
final class Call {

    private static final ThreadLocal<Call> CURRENT = ThreadLocal.withInitial(Call::new);

    private long asked = Long.MAX_VALUE;
    private boolean loaded;
    private boolean storeFailed;
    private long version;

    /** The call of this thread. A thread that serves no caller, as that of a background reload, has an empty one. */
    static Call current() {
        return CURRENT.get();
    }

    static Call begin() {
        Call call = new Call();
        call.asked = System.nanoTime();
        CURRENT.set(call);
        return call;
    }

    long asked() {
        return asked;
    }

    void noteLoad() {
        loaded = true;
    }

    boolean hasLoaded() {
        return loaded;
    }

    void noteStoreFailure() {
        storeFailed = true;
    }

    boolean hasReachedStore() {
        return !storeFailed;
    }

    void noteVersion(long committed) {
        version = committed;
    }

    /** What was committed; 0 if nothing was. */
    long version() {
        return version;
    }
}
