package dev.cachekit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard finds what it is there to find. */
class EvidenceGuardTest {

    private static final String CLASS = "org.example.SampleTest";

    @TempDir
    private Path root;

    @Test
    void findsMissingClassesAndMethods() throws IOException {
        source("SampleTest", "class SampleTest { @Test void passes() {} }");

        assertThat(sourceProblem("org.example.OtherTest", "passes")).isEqualTo("there is no such class");
        assertThat(sourceProblem(CLASS, "fails")).isEqualTo("there is no such method");
        assertThat(sourceProblem(CLASS, "passes")).isEmpty();
    }

    @Test
    void findsInheritedMethods() throws IOException {
        source("SampleTest", "class SampleTest extends SampleContract {}");
        source("SampleContract", "abstract class SampleContract implements OneKit,\n OtherKit {}");
        source("OtherKit", "interface OtherKit { @Test default void passes() {} }");

        assertThat(sourceProblem(CLASS, "passes")).isEmpty();
    }

    @Test
    void findsDisabledTests() throws IOException {
        source("SampleTest", "class SampleTest { @Test void passes() {} @Disabled(\"later\") @Test void waits() {} }");
        source("PausedTest", "import x;\n@Disabled\nclass PausedTest { @Test void passes() {} }");

        assertThat(sourceProblem(CLASS, "waits")).isEqualTo("it is disabled");
        assertThat(sourceProblem(CLASS, "passes")).isEmpty();
        assertThat(sourceProblem("org.example.PausedTest", "passes")).isEqualTo("its class is disabled");
    }

    @Test
    void findsTestsThatDidNotPass() throws Exception {
        assertThat(reportProblem("passes")).as("without any report").isEmpty();

        report("""
                <testcase name="passes"/><testcase name="several(int)[1]"/>
                <testcase name="several(int)[2]"><failure/></testcase>
                <testcase name="breaks"><error/></testcase><testcase name="waits"><skipped/></testcase>""");

        assertThat(reportProblem("passes")).isEmpty();
        assertThat(reportProblem("several")).isEqualTo("failure");
        assertThat(reportProblem("breaks")).isEqualTo("error");
        assertThat(reportProblem("waits")).isEqualTo("skipped");
        assertThat(reportProblem("pass")).isEqualTo("did not run");
    }

    @Test
    void acceptsThatThereIsNoBrowser() throws Exception {
        report("""
                <testcase name="looks"><skipped>not run: Chromium and its driver are not installed here</skipped></testcase>
                <testcase name="waits"><skipped>not run: no Redis here</skipped></testcase>
                <testcase name="breaks"><failure>not run: Chromium and its driver are not installed here</failure></testcase>
                """);

        assertThat(reportProblem("looks")).isEmpty();
        assertThat(reportProblem("waits")).isEqualTo("skipped");
        assertThat(reportProblem("breaks")).isEqualTo("failure");
    }

    private void source(String name, String text) throws IOException {
        Path directory = Files.createDirectories(root.resolve("module/src/test/java/org/example"));
        Files.writeString(directory.resolve(name + ".java"), text);
    }

    private void report(String cases) throws IOException {
        Path directory = Files.createDirectories(root.resolve("module/target/surefire-reports"));
        Files.writeString(directory.resolve("TEST-" + CLASS + ".xml"), "<testsuite>" + cases + "</testsuite>");
    }

    private String sourceProblem(String className, String method) throws IOException {
        return new TestSources(root).problemWith(new NamedTest("module", className, method));
    }

    private String reportProblem(String method) throws Exception {
        return new TestReports(root).problemWith(new NamedTest("module", CLASS, method));
    }
}
