package dev.cachekit.torture.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One client's connection to the server, in two directions. */
final class Connection {

    private static final int PIECE = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Link link;
    private final Sniffer seen = new Sniffer();

    Connection(Socket client, Socket server, Link link) {
        this.client = client;
        this.server = server;
        this.link = link;
    }

    boolean is(Traffic kind) {
        return kind.includes(seen);
    }

    /** Carries both directions until one end closes. */
    void carry() {
        Threads.start("replies to " + client.getPort(), () -> pump(server, client, false));
        pump(client, server, true);
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] piece = new byte[PIECE];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (requests) {
                    seen.look(piece, length);
                    link.passRequest(seen);
                } else {
                    link.passReply(seen);
                }
                if (requests || !link.losesReply(seen)) {
                    out.write(piece, 0, length);
                }
            }
        } catch (IOException ended) {
            // either end may go at any time
        }
    }

    void reset() {
        reset(client);
        reset(server);
    }

    /** Without lingering, closing sends a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException ignored) {
            // gone either way
        }
    }
}
