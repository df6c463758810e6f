package dev.cachekit.torture.network;

/** Threads that do not keep a JVM alive. */
final class Threads {

    private static final long STACK_BYTES = 128 * 1024;

    private Threads() {}

    static Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
