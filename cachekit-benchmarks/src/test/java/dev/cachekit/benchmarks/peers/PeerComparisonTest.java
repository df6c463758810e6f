package dev.cachekit.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Released frameworks and CacheKit go through the same interleavings. A peer that has become better fails a test here, so
 * that the page is put right.
 */
@Execution(ExecutionMode.CONCURRENT)
class PeerComparisonTest {

    private static final Path PAGE = Path.of("..", "docs", "compared-with-peers.md");
    private static final Path REPORT = Path.of("target", "peer-comparison.md");

    static List<Comparison.Entry> peers() {
        return Comparison.peers();
    }

    static List<Comparison.Entry> cacheKit() {
        return Comparison.cacheKit();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void releasedPeerComesToWhatThePageSays(Comparison.Entry entry) throws Exception {
        assertThat(entry.play()).isEqualTo(entry.outcome());
    }

    @ParameterizedTest
    @MethodSource("cacheKit")
    void cacheKitIsNeverStale(Comparison.Entry entry) throws Exception {
        assertThat(entry.play()).isEqualTo(entry.outcome()).matches(Outcome::isGood);
    }

    @Test
    void evictTakesTheLockOfTheLockingWriterFromALoadAtWork() throws Exception {
        try (Stage stage = new Stage(Contestants.SPRING_LOCKING)) {
            Node node = stage.node();
            stage.database().reply().close();
            Future<Long> load = Background.start("load", node::read);
            stage.database().reply().awaitArrival();
            assertThat(stage.server().hasLock()).isTrue();

            node.remove();

            stage.server().awaitNoLock();
            stage.database().reply().open();
            Background.await(load);
        }
    }

    @Test
    void pageShowsInterleavingsOutcomesVersionsAndSettings() throws IOException {
        ComparisonPage comparison = new ComparisonPage();
        System.out.println(comparison);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, comparison.toString());

        assertThat(Files.readString(PAGE))
                .contains(comparison.interleavings() + "\n")
                .contains(comparison.outcomes() + "\n")
                .contains(comparison.settings() + "\n");
    }
}
