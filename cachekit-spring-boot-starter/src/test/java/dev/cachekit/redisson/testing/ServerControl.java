package dev.cachekit.redisson.testing;

/** Starts and disturbs one server whose address stays the same. */
interface ServerControl {

    String host();

    int port();

    void start();

    /** Ends the server in good order and waits until it is gone. */
    void stop();

    /** Ends the server at once and waits until it is gone. */
    void kill();

    /** Freezes the server: connections stay open, nothing answers. */
    void pause();

    void resume();

    /** Ends the server and removes its files. */
    void dispose();
}
