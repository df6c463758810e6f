package dev.cachekit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test that {@code docs/evidence.md} names is there, enabled, and has passed. This module is built last. */
class EvidenceTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static Stream<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/evidence.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1); // the heading
    }

    static Stream<NamedTest> namedTests() throws IOException {
        return rows().flatMap(row -> NamedTest.in(row).stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowNamesTestsOrAScriptOrSaysThatThereIsNone(String row) {
        List<String> columns = List.of(row.split("\\|"));

        assertThat(columns).as(row).hasSize(4);
        String shownBy = columns.get(2).strip();
        assertThat(shownBy.equals("–") || isFile(shownBy) || !NamedTest.in(row).isEmpty())
                .as("%s names tests as `module: fully.qualified.Class#method`, a script, or none by a dash", row)
                .isTrue();
    }

    private static boolean isFile(String shownBy) {
        return shownBy.matches("`[^`]+`") && Files.isRegularFile(ROOT.resolve(shownBy.replace("`", "")));
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void namedTestExistsAndIsEnabled(NamedTest test) throws IOException {
        assertThat(new TestSources(ROOT).problemWith(test)).as(test.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void namedTestHasRunAndPassed(NamedTest test) throws Exception {
        assertThat(new TestReports(ROOT).problemWith(test)).as(test.toString()).isEmpty();
    }
}
