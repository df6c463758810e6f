package dev.cachekit.torture.database;

import dev.cachekit.torture.history.HistoryFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves the rows by TCP, a line per request: {@code get row} and {@code commit row}, answered by the version. Part of a
 * request's latency passes before the row is read, part after it, so answers may be old when they arrive. Ends when its
 * standard input does.
 */
public final class DatabaseServer {

    private static final String READY = "database on port ";

    private final Registers registers;
    private final Duration longestLatency;

    private DatabaseServer(Registers registers, Duration longestLatency) {
        this.registers = registers;
        this.longestLatency = longestLatency;
    }

    /** Arguments: directory of the histories, longest latency in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        HistoryFile history = HistoryFile.open(Path.of(arguments[0]), "database");
        DatabaseServer server =
                new DatabaseServer(new Registers(history), Duration.ofMillis(Long.parseLong(arguments[1])));
        ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start("accept", () -> server.accept(listening));
        System.out.println(READY + listening.getLocalPort());
        while (System.in.read() >= 0) {
            // until the starter is gone
        }
        System.exit(0);
    }

    /** Reads the port out of the line that the server prints when it is ready. */
    public static int port(String line) {
        return Integer.parseInt(line.substring(READY.length()));
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                start("client " + client.getPort(), () -> serve(client));
            }
        } catch (IOException closed) {
            // the process ends
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write((answer(line.split(" ")) + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException gone) {
            // a killed client closes at any place
        }
    }

    private long answer(String[] request) {
        pause();
        long version = request[0].equals("commit") ? registers.commit(request[1]) : registers.get(request[1]);
        pause();
        return version;
    }

    private void pause() {
        if (!longestLatency.isZero()) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longestLatency.toNanos()) / 2);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
