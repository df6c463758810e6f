package dev.cachekit.benchmarks.peers;

/**
 * Where a node runs.
 *
 * @param host the server, or the link to it
 * @param port its port
 * @param decoding stands between a reply of the server and its use, on the node's own thread
 */
record Place(String host, int port, Gate decoding) {

    String url() {
        return "redis://" + host + ":" + port;
    }
}
