package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages tell of all that is claimed, and the same. */
class PublishedFiguresTest {

    private static final List<String> VERSIONS = List.of("Java 17", "Java 25");
    private static final Path DOCS = Path.of("..", "docs");

    static Stream<Arguments> wishes() {
        return VERSIONS.stream().flatMap(java -> Wish.all().stream().map(wish -> Arguments.of(java, wish)));
    }

    static List<Claim> claims() {
        return Scenarios.claims();
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void pageHasARowForEachClaim(String java, Wish wish) throws IOException {
        assertThat(rows(java))
                .as("rows of docs/performance.md, %s, that begin with %s", java, wish.start())
                .filteredOn(row -> row.startsWith(wish.start()))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void evidenceQuotesThePage(Claim claim) throws IOException {
        String both = measured("Java 17", claim) + " / " + measured("Java 25", claim);

        assertThat(Files.readAllLines(DOCS.resolve("evidence.md")))
                .as("rows of docs/evidence.md on '%s' beside '%s' with %s", claim.scenario(), claim.other(), both)
                .filteredOn(row -> isAbout(claim, row))
                .filteredOn(row -> Pattern.compile("(?<![\\d.])" + Pattern.quote(both) + "(?!\\d)")
                        .matcher(row)
                        .find())
                .isNotEmpty();
    }

    private static boolean isAbout(Claim claim, String row) {
        String text = row.toLowerCase(Locale.ROOT);
        return row.contains(claim.other())
                && Arrays.stream(claim.scenario().toLowerCase(Locale.ROOT).split(", "))
                        .allMatch(text::contains);
    }

    /** The median, as the page tells it. */
    private static String measured(String java, Claim claim) throws IOException {
        return rows(java)
                .filter(row -> row.startsWith(claim.start()))
                .map(row -> row.substring(claim.start().length()).strip().split(" ")[0])
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("docs/performance.md, " + java + ", has no row " + claim.start()));
    }

    private static Stream<String> rows(String java) throws IOException {
        return Page.figures(Files.readString(DOCS.resolve("performance.md")), java)
                .lines();
    }
}
