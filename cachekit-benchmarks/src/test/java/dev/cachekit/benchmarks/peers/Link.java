package dev.cachekit.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The network between one node and the server, which can be cut in whole or in part. While it is cut, new connections
 * are accepted and get no answer.
 */
final class Link implements AutoCloseable {

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final Gate everything = new Gate();
    private final Gate subscribing = new Gate();

    Link(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Background.start("link-" + port(), this::accept);
    }

    String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            wires.add(new Wire(client, new Socket(host, port), everything, subscribing));
        }
    }

    /** Cuts all there is. */
    void cut() {
        everything.close();
        cut(wire -> true);
    }

    /** Cuts the connections that have subscribed to something, and lets nobody subscribe. */
    List<Integer> cutSubscriptions() {
        subscribing.close();
        return cut(Wire::hasSubscribed);
    }

    /** Cuts the connections that have subscribed to nothing. */
    List<Integer> cutDataConnections() {
        return cut(wire -> !wire.hasSubscribed());
    }

    /** Ends connections, and tells from which ports the server knows them. */
    private List<Integer> cut(Predicate<Wire> which) {
        List<Wire> chosen = wires.stream().filter(which).toList();
        wires.removeAll(chosen);
        chosen.forEach(Wire::close);
        return chosen.stream().map(Wire::serverSidePort).toList();
    }

    /** Lets everything through again. */
    void restore() {
        everything.open();
        subscribing.open();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException ignored) {
            // gone either way
        }
        restore();
        cut(wire -> true);
    }
}
