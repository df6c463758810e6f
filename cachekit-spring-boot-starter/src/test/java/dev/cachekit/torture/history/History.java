package dev.cachekit.torture.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The histories of all processes. May be gone through as often as one likes; it need not fit into memory. */
@FunctionalInterface
public interface History {

    /** Hands over each process and event; the events of one process in their order. */
    void forEach(BiConsumer<String, Event> visitor);

    /** Events by process, for tests of the rules. */
    static History of(Map<String, List<Event>> events) {
        return visitor -> events.forEach((process, list) -> list.forEach(event -> visitor.accept(process, event)));
    }

    /** All files of a directory. */
    static History in(Path directory) {
        return visitor -> {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(HistoryFile::isHistory).sorted().forEach(file -> visit(file, visitor));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    private static void visit(Path file, BiConsumer<String, Event> visitor) {
        String process = HistoryFile.process(file);
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> visitor.accept(process, Event.parse(line)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
