package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.util.stream.Stream;

/**
 * A server that announces the address of a proxy instead of its own, so that replicas and sentinels come through it and
 * can be kept away. Nodes hear of that address, too, and reach the server through proxies of their own.
 */
final class LinkedServer implements AutoCloseable {

    private final RedisServer server;
    private final Proxy link;

    private LinkedServer(RedisServer server, Proxy link) {
        this.server = server;
        this.link = link;
    }

    /**
     * Starts a server.
     *
     * @param announce the option by which it announces its port
     * @param options further lines of its configuration
     */
    static LinkedServer start(String announce, String... options) {
        Proxy link = Proxy.open();
        RedisServer server =
                RedisServer.startLocal(Stream.concat(Stream.of(announce + " " + link.port()), Stream.of(options))
                        .toArray(String[]::new));
        link.leadTo(server.host(), server.port());
        return new LinkedServer(server, link);
    }

    RedisServer server() {
        return server;
    }

    int announcedPort() {
        return link.port();
    }

    Endpoint endpoint() {
        return new Endpoint(link.address(), server.port());
    }

    /** What the server acknowledges from now on is known to no replica. */
    void cutReplicas() {
        link.set(LinkState.hole(Traffic.REPLICATION));
    }

    /** Sentinels take the server for dead, while nodes still reach it. */
    void cutSentinels() {
        link.set(LinkState.hole(Traffic.NOT_REPLICATION));
    }

    void mend() {
        link.set(LinkState.PASS);
        link.reset(Traffic.ALL);
    }

    @Override
    public void close() {
        server.close();
        link.close();
    }
}
