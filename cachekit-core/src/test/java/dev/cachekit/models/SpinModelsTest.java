package dev.cachekit.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The protocol, model-checked: as it is it holds, and each of the faults that its rules exclude is found. Run by
 * {@code mvn -pl cachekit-core test -Pmodels}; the figures are then in {@code target/models.md}.
 */
class SpinModelsTest {

    private static final Path FIGURES = Path.of("target", "models.md");

    @BeforeAll
    static void begin() throws IOException {
        assertThat(Spin.isInstalled("spin", "-V") && Spin.isInstalled("gcc", "--version"))
                .as("The profile 'models' needs the programs spin (6.5 or newer) and gcc on the path. "
                        + "Install them (on Debian: apt-get install spin gcc) or leave the profile out.")
                .isTrue();
        Files.writeString(FIGURES, "| Model | Run | Result | States | Seconds |\n|---|---|---|---|---|\n");
    }

    @ParameterizedTest
    @MethodSource("dev.cachekit.models.ModelRun#all")
    void protocolHoldsAndFaultsAreFound(ModelRun run, @TempDir Path directory) throws Exception {
        Verdict verdict = new Spin(directory).check(run);

        note(run, verdict);
        assertThat(run.holds() ? verdict.holds() : verdict.fails())
                .as("%s must %s:%n%s", run, run.holds() ? "hold" : "be found", verdict.report())
                .isTrue();
    }

    private static void note(ModelRun run, Verdict verdict) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %,d | %.1f |%n",
                run.model().getFileName(),
                run.name(),
                verdict.fails() ? "found" : verdict.holds() ? "holds" : "error",
                verdict.states(),
                verdict.seconds());
        System.out.print(line);
        Files.writeString(FIGURES, line, StandardOpenOption.APPEND);
    }
}
