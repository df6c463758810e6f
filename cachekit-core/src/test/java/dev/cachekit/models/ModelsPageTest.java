package dev.cachekit.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on the models shows what is run, and nothing else. */
class ModelsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "models.md");

    @ParameterizedTest
    @MethodSource("dev.cachekit.models.ModelRun#all")
    void runHasItsRow(ModelRun run) throws IOException {
        String row =
                "| `" + run.model().getFileName() + "` | " + run.name() + " | " + (run.holds() ? "holds" : "found");

        assertThat(Files.readString(PAGE)).contains(row + " |");
    }
}
