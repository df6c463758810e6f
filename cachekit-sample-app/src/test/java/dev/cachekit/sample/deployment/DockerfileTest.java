package dev.cachekit.sample.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Reads the {@code Dockerfile}; it is not built here. */
@SampleTest
class DockerfileTest {

    @Autowired
    private RestTestClient client;

    private final List<String> lines = Files.readAllLines(Path.of("Dockerfile"));

    DockerfileTest() throws IOException {}

    @Test
    void runsAsAUserWithoutRights() {
        assertThat(lines).contains("USER 10001");
        assertThat(lines.indexOf("USER 10001")).isLessThan(indexOf("ENTRYPOINT"));
    }

    @Test
    void copiesTheLayersFromSteadyToChanging() {
        assertThat(lines.stream().filter(line -> line.startsWith("COPY --from=build")))
                .extracting(line -> line.replaceAll(".*/layers/([a-z-]+)/.*", "$1"))
                .containsExactly("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");
    }

    @Test
    void buildsWithinTheFolderOfTheBuild() {
        assertThat(String.join("\n", lines))
                .contains("WORKDIR /build", "-Dmaven.repo.local=/build/repository")
                .doesNotContain("/root", "/home");
    }

    /** So that the only program there is the one that has been built. */
    @Test
    void takesNothingAlongThatWasBuiltBefore() throws IOException {
        assertThat(lines).anyMatch(line -> line.contains("cp cachekit-sample-app/target/cachekit-sample-app-*.jar "));
        assertThat(Files.readAllLines(Path.of("..", ".dockerignore"))).contains("**/target");
    }

    @Test
    void asksAPathThatAnswers() {
        Matcher path =
                Pattern.compile("http://127\\.0\\.0\\.1:8080(/\\S+)").matcher(lines.get(indexOf("HEALTHCHECK") + 1));
        assertThat(path.find()).isTrue();

        client.get().uri(path.group(1)).exchangeSuccessfully();
    }

    private int indexOf(String instruction) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).startsWith(instruction)) {
                return line;
            }
        }
        throw new AssertionError("no " + instruction);
    }
}
