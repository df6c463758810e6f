package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A marked part of an example's source, without the indentation that all its lines share. */
final class Region {

    private static final Path EXAMPLES = Path.of("src", "test", "java", "dev", "cachekit", "docs");
    private static final List<Path> SOURCES = List.of(
            EXAMPLES,
            Path.of("..", "cachekit-spring-boot-starter-test").resolve(EXAMPLES),
            Path.of("..", "cachekit-sample-app", "src", "main", "java", "dev", "cachekit", "steps", "app"));

    private Region() {}

    /** Finds a region by {@code Class#name}. */
    static String code(String address) throws IOException {
        String[] parts = address.split("#", 2);
        List<Path> sources = SOURCES.stream()
                .map(folder -> folder.resolve(parts[0] + ".java"))
                .filter(Files::exists)
                .toList();
        assertThat(sources).as("source of snippet %s", address).hasSize(1);
        List<String> lines = Files.readAllLines(sources.get(0));
        int start = marker(lines, "tag::" + parts[1] + "[]", address);
        int end = marker(lines, "end::" + parts[1] + "[]", address);
        return dedented(lines.subList(start + 1, end));
    }

    private static int marker(List<String> lines, String marker, String address) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        int at = stripped.indexOf("// " + marker);
        assertThat(at).as("marker of snippet %s", address).isNotNegative();
        return at;
    }

    private static String dedented(List<String> lines) {
        int indentation = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        StringBuilder code = new StringBuilder();
        lines.forEach(line ->
                code.append(line.isBlank() ? "" : line.substring(indentation)).append('\n'));
        return code.toString();
    }
}
