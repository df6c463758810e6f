package dev.cachekit.torture.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** Asks the database. Safe for use by many threads: each request has a connection to itself, which is kept for later. */
public final class DatabaseClient {

    private final int port;
    private final BlockingDeque<Idle> connections = new LinkedBlockingDeque<>();

    private record Idle(Socket socket, BufferedReader answers) {}

    public DatabaseClient(int port) {
        this.port = port;
    }

    public long get(String row) {
        return ask("get " + row);
    }

    public long commit(String row) {
        return ask("commit " + row);
    }

    private long ask(String request) {
        try {
            Idle free = connections.poll();
            Idle connection = free == null ? connect() : free;
            connection.socket().getOutputStream().write((request + "\n").getBytes(StandardCharsets.US_ASCII));
            long answer = Long.parseLong(connection.answers().readLine());
            connections.push(connection);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Idle connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        return new Idle(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
    }
}
