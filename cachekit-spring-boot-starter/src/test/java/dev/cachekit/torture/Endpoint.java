package dev.cachekit.torture;

/**
 * A server as clients know it.
 *
 * @param announced the {@code host:port} that servers tell their clients
 * @param port where it really listens
 */
record Endpoint(String announced, int port) {

    /** A server that tells the truth. */
    static Endpoint direct(int port) {
        return new Endpoint("127.0.0.1:" + port, port);
    }
}
