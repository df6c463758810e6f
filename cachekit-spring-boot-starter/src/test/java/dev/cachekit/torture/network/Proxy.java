package dev.cachekit.torture.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP proxy in front of one server. Its own address stays while the server comes and goes. */
public final class Proxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 100;

    private final ServerSocket listening;
    private volatile @Nullable InetSocketAddress server;
    private final Link link = new Link();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private Proxy(ServerSocket listening) {
        this.listening = listening;
    }

    /** Opens a proxy whose server is not there yet: until it is told, connections are refused. */
    public static Proxy open() {
        try {
            Proxy proxy = new Proxy(new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1")));
            Threads.start("proxy " + proxy.port(), proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Opens a proxy on a free port of the loopback. */
    public static Proxy before(String host, int port) {
        Proxy proxy = open();
        proxy.leadTo(host, port);
        return proxy;
    }

    /** Tells where the server is. */
    public void leadTo(String host, int port) {
        server = new InetSocketAddress(host, port);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The address as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Changes how the link behaves, in one way or several at a time, for open connections, too. */
    public void set(LinkState... states) {
        link.set(List.of(states));
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
            Socket upstream = connectToServer();
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

    private Socket connectToServer() throws IOException {
        InetSocketAddress target = server;
        if (target == null) {
            throw new IOException("there is no server yet");
        }
        Socket upstream = new Socket();
        upstream.connect(target, CONNECT_MILLIS);
        return upstream;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException ignored) {
            // gone either way
        }
        set(LinkState.PASS);
        reset(Traffic.ALL);
    }
}
