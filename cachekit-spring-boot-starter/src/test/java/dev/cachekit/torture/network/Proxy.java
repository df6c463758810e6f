package dev.cachekit.torture.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy in front of one server. Its own address stays while the server comes and goes. */
public final class Proxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 100;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Link link = new Link();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private Proxy(ServerSocket listening, InetSocketAddress server) {
        this.listening = listening;
        this.server = server;
    }

    /** Opens a proxy on a free port of the loopback. */
    public static Proxy before(String host, int port) {
        return at(0, host, port);
    }

    /** Opens a proxy on a given port of the loopback. */
    public static Proxy at(int ownPort, String host, int port) {
        try {
            ServerSocket listening = new ServerSocket(ownPort, BACKLOG, InetAddress.getByName("127.0.0.1"));
            Proxy proxy = new Proxy(listening, new InetSocketAddress(host, port));
            Threads.start("proxy " + listening.getLocalPort(), proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The address as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Changes how the link behaves, for open connections, too. */
    public void set(LinkState state) {
        link.set(state);
    }

    /** Ends connections at once, as a machine does that has forgotten them. */
    public void reset(Traffic which) {
        connections.stream().filter(connection -> connection.is(which)).forEach(Connection::reset);
    }

    public int connectionCount() {
        return connections.size();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                Threads.start("proxy " + port() + " for " + client.getPort(), () -> connect(client));
            }
        } catch (IOException closed) {
            // the proxy was closed
        }
    }

    private void connect(Socket client) {
        try {
            link.awaitSound();
            Socket upstream = new Socket();
            upstream.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Connection connection = new Connection(client, upstream, link);
            connections.add(connection);
            connection.carry();
            connections.remove(connection);
        } catch (IOException refused) {
            Connection.reset(client);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException ignored) {
            // gone either way
        }
        link.set(LinkState.PASS);
        reset(Traffic.ALL);
    }
}
