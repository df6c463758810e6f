package dev.cachekit.redisson.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain connection to a Redis server that shares no code with the client under test. Replies are {@code String} (bytes
 * as ISO 8859-1), {@code Long}, {@code List} or null. Used by one thread at a time.
 */
public final class RespConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public RespConnection(String host, int port) {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException failure) {
            close();
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a command and reads its reply. */
    public Object send(String... command) {
        try {
            write(command);
            return read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads one more reply, waiting for it without limit. */
    Object next() throws IOException {
        socket.setSoTimeout(0);
        return read();
    }

    private void write(String... command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(latin("*" + command.length + "\r\n"));
        for (String part : command) {
            bytes.write(latin("$" + part.length() + "\r\n" + part + "\r\n"));
        }
        out.write(bytes.toByteArray());
        out.flush();
    }

    private Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.parseLong(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new IllegalStateException(rest);
        };
    }

    private List<Object> list(int size) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read());
        }
        return list;
    }

    private String bulk(int size) throws IOException {
        if (size < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(size);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // gone either way
        }
    }
}
