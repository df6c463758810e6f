package dev.cachekit.torture.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A variant of the real code: a directory that, first on the class path of a process, replaces scripts and classes. Made
 * from the sources as they are now, by changing a piece of text that must be there exactly once; so a mutant whose rule
 * has moved is noticed.
 */
public final class Mutant {

    private static final Path SCRIPTS = Path.of("src", "main", "resources");
    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "cachekit-core", "src", "main", "java"));

    private final Path directory;

    private Mutant(Path directory) {
        this.directory = directory;
    }

    /** Begins a mutant that is like the original, in an empty directory. */
    public static Mutant in(Path directory) {
        return new Mutant(directory);
    }

    /**
     * Changes a script.
     *
     * @param name its resource, such as {@code dev/cachekit/redisson/fill.lua}
     */
    public Mutant script(String name, String original, String changed) {
        Path file = directory.resolve(name);
        String text = Files.exists(file) ? read(file) : read(SCRIPTS.resolve(name));
        write(file, replaceOnce(name, text, original, changed));
        return this;
    }

    /**
     * Changes a class and compiles it.
     *
     * @param name its full name
     */
    public Mutant code(String name, String original, String changed) {
        String file = name.replace('.', '/') + ".java";
        Path copy = directory.resolve(file);
        String text = Files.exists(copy) ? read(copy) : read(source(file));
        write(copy, replaceOnce(name, text, original, changed));
        compile(copy);
        return this;
    }

    /** What comes first on the class path. */
    public Path directory() {
        return directory;
    }

    private void compile(Path copy) {
        String classPath = directory + System.getProperty("path.separator") + System.getProperty("java.class.path");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-parameters",
                        "-d",
                        directory.toString(),
                        "-cp",
                        classPath,
                        copy.toString());
        if (result != 0) {
            throw new IllegalStateException("the mutant " + copy + " does not compile");
        }
    }

    private static Path source(String file) {
        return SOURCES.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source " + file));
    }

    private static String replaceOnce(String name, String text, String original, String changed) {
        int places = text.split(Pattern.quote(original), -1).length - 1;
        if (places != 1) {
            throw new IllegalStateException(
                    name + " holds the text to mutate " + places + " times, not once: " + original);
        }
        return text.replace(original, changed);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
