package dev.cachekit.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.steps.StepTable.Row;
import dev.cachekit.steps.app.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of the page is what the program has written, and its statements and old answers are so each time. */
class StepPageTest {

    private static final String TIME = "\\d+\\.\\d\\d ms";

    private static List<Row> measured;

    @BeforeAll
    static void measure() {
        measured = StepTable.measured((step, load) -> Stage.measured(step, load, Duration.ZERO));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "step-by-step.md"));
    }

    /** All but the times, which are others on each machine. */
    private static String withoutTimes(String table) {
        return table.replaceAll(TIME, "time");
    }

    @Test
    void tableOfThePageIsTheProgramsAndItsCountsHold() throws IOException {
        String text = page();
        String block = text.substring(text.indexOf(StepTable.BEGIN), text.indexOf(StepTable.END));
        String table = block.substring(block.indexOf('|')).strip();

        assertThat(withoutTimes(table))
                .isEqualTo(withoutTimes(StepTable.text(measured)).strip());
        assertThat(table.lines().skip(2))
                .allSatisfy(row -> assertThat(row.split(" \\| "))
                        .filteredOn(cell -> cell.matches(TIME))
                        .hasSize(2));
        assertThat(block).containsPattern("Each statement takes \\d+ ms .*; \\d+ processors, Java \\d+\\.");
    }

    @Test
    void everyStepButTheFirstIsMeasuredAndToldOfWithItsCode() throws IOException {
        String text = page();

        assertThat(measured)
                .extracting(Row::step)
                .containsExactlyElementsOf(Arrays.asList(Step.values()).subList(1, Step.values().length));
        for (Step step : Step.values()) {
            String heading = "## " + step.ordinal() + ". " + step.title() + "\n";
            assertThat(text).contains(heading);
            String section = text.substring(text.indexOf(heading) + heading.length());
            assertThat(section.contains("\n## ") ? section.substring(0, section.indexOf("\n## ")) : section)
                    .as(heading)
                    .contains("<!-- snippet: ");
        }
    }

    @Test
    void whatFillsACacheTakesFewerStatementsAndWhatKeepsItFreshLeavesNothingOld() {
        for (Row row : measured) {
            if (row.after().old().isPresent()) {
                assertThat(row.after().old()).as(row.step().name()).hasValue(0);
            } else {
                assertThat(row.after().statements())
                        .as(row.step().name())
                        .isLessThanOrEqualTo(row.before().statements());
            }
        }
    }

    @Test
    void aColdPageIsReadOnceForTwoHundredReaders() {
        Row herd = measured.stream()
                .filter(row -> row.step() == Step.CACHED_POSTS)
                .findFirst()
                .orElseThrow();

        assertThat(herd.before().statements()).as("two statements each").isEqualTo(10 * 200 * 2);
        assertThat(herd.after().statements()).isEqualTo(10 * 2);
    }
}
