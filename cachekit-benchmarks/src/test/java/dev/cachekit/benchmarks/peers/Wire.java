package dev.cachekit.benchmarks.peers;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection through a link. */
final class Wire {

    private final Socket client;
    private final Socket server;
    private final Gate everything;
    private final Gate subscribing;
    private volatile boolean subscribed;

    Wire(Socket client, Socket server, Gate everything, Gate subscribing) throws IOException {
        this.client = client;
        this.server = server;
        this.everything = everything;
        this.subscribing = subscribing;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Background.start("to-server", () -> pump(client, server, true));
        Background.start("to-client", () -> pump(server, client, false));
    }

    boolean hasSubscribed() {
        return subscribed;
    }

    int serverSidePort() {
        return server.getLocalPort();
    }

    private void pump(Socket from, Socket to, boolean request) throws IOException {
        byte[] buffer = new byte[8192];
        try {
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                everything.pass();
                if (request && isSubscription(buffer, length)) {
                    subscribing.pass();
                    subscribed = true;
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } finally {
            close();
        }
    }

    private static boolean isSubscription(byte[] buffer, int length) {
        String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return text.contains("SUBSCRIBE\r\n");
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // gone either way
        }
    }
}
