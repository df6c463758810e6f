package dev.cachekit.torture.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The history of one process, to which many threads append. Each event is handed to the operating system by one call
 * before the method returns: a process that is killed loses nothing it has written. Not interruptible: interrupting a
 * thread would close the file for all.
 */
public final class HistoryFile implements AutoCloseable {

    private static final String SUFFIX = ".history";

    private final FileChannel file;

    private HistoryFile(FileChannel file) {
        this.file = file;
    }

    public static HistoryFile open(Path directory, String process) {
        try {
            return new HistoryFile(FileChannel.open(
                    directory.resolve(process + SUFFIX), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void add(Event event) {
        ByteBuffer line = ByteBuffer.wrap((event.line() + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            file.write(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static String process(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    static boolean isHistory(Path file) {
        return file.toString().endsWith(SUFFIX);
    }
}
