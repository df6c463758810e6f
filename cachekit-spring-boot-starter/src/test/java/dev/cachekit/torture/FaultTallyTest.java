package dev.cachekit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.Event;
import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.History;
import dev.cachekit.torture.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults as a schedule inflicts them. */
class FaultTallyTest {

    private static final Runnable NOTHING = () -> {};

    @TempDir
    Path directory;

    private final FaultTally tally = new FaultTally();

    @Test
    void faultThatNeverBeginsIsNeitherDoneNorNoted() throws IOException {
        AtomicBoolean mended = new AtomicBoolean();
        inflict(stopping("server-1/stop", FaultTallyTest::refuse, () -> mended.set(true)));

        assertThat(tally.neverDone()).containsExactly("server/stop");
        assertThat(noted()).isEmpty();
        assertThat(mended).isTrue();
    }

    @Test
    void faultThatBeginsIsDoneAndNoted() throws IOException {
        inflict(Fault.at("node-0/reset", Harm.OWN, NOTHING));

        assertThat(tally.neverDone()).isEmpty();
        assertThat(tally.markdown()).containsExactly("- fault node/reset: 1 done, 0 failed");
        assertThat(noted()).singleElement().isInstanceOfSatisfying(Event.Fault.class, fault -> {
            assertThat(fault.name()).isEqualTo("node-0/reset");
            assertThat(fault.harm()).isEqualTo(Harm.OWN);
        });
    }

    @Test
    void faultOfSeveralStepsThatBeginsHalfIsNotedAndNotDone() throws IOException {
        inflict(stopping("zombie", FaultTallyTest::refuse, NOTHING).inSteps());

        assertThat(tally.markdown()).containsExactly("- fault zombie: 0 done, 1 failed");
        assertThat(noted()).hasSize(1);
    }

    @Test
    void kindThatIsNeverTriedIsNotDone() {
        tally.expect(List.of(Fault.at("node-0/reset", Harm.NONE, NOTHING)));

        assertThat(tally.neverDone()).containsExactly("node/reset");
    }

    private static Fault stopping(String name, Runnable begin, Runnable end) {
        return new Fault(name, Harm.ALL, Duration.ZERO, Duration.ZERO, Duration.ZERO, begin, end);
    }

    private static void refuse() {
        throw new IllegalStateException("refused");
    }

    private void inflict(Fault fault) throws IOException {
        try (HistoryFile history = HistoryFile.open(directory, "coordinator")) {
            new Schedule("test", List.of(fault), Duration.ofMillis(1), new Random(1), 0, history, tally).inflict(fault);
        }
    }

    private List<Event> noted() {
        List<Event> events = new ArrayList<>();
        History.in(directory).forEach((process, event) -> events.add(event));
        return events;
    }
}
