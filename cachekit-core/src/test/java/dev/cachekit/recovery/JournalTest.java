package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.OTHER;
import static dev.cachekit.recovery.RecoveryScenario.SPACE;
import static dev.cachekit.recovery.RecoveryScenario.key;
import static dev.cachekit.recovery.RecoveryScenario.keyOf;
import static dev.cachekit.recovery.RecoveryScenario.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.recovery.Removal.Pattern;
import dev.cachekit.recovery.Removal.Tags;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Set<Lane> ALL = Set.copyOf(Lane.all());
    private static final Lane FIRST = Lane.all().get(0);
    private static final Lane SECOND = Lane.all().get(1);

    private final ManualScheduler time = new ManualScheduler();
    private final Journal journal = new Journal(time);

    private void note(Removal removal) {
        journal.noting(removal, () -> CompletableFuture.completedFuture(null));
    }

    private void forget(Set<Lane> lanes) {
        journal.forget(lanes, time.nanoTime());
    }

    @Test
    void knowsTheKeysOfTheLanesAskedFor() {
        note(new Keys(List.of(keyOf(FIRST), keyOf(SECOND))));
        assertThat(journal.touching(Set.of(FIRST))).containsExactly(new Keys(List.of(keyOf(FIRST))));
    }

    @Test
    void aKeyStandsThereOnce() {
        note(new Keys(List.of(key("k"))));
        note(new Keys(List.of(key("k"))));
        assertThat(journal.touching(ALL)).containsExactly(new Keys(List.of(key("k"))));
    }

    @Test
    void partsOfCachesConcernEveryLane() {
        note(new Pattern(SPACE, "x*"));
        note(new Clear(SPACE));
        note(new Tags(OTHER, Set.of("t")));
        assertThat(journal.touching(Set.of(FIRST)))
                .containsExactlyInAnyOrder(new Pattern(SPACE, "x*"), new Clear(SPACE), new Tags(OTHER, Set.of("t")));
    }

    @Test
    void knowsWhatWasSentThoughNobodyAnswered() {
        journal.noting(new Keys(List.of(key("k"))), () -> new CompletableFuture<Void>());
        assertThat(journal.touching(ALL)).isNotEmpty();
    }

    @Test
    void forgetsWhatIsOldWhenABeatFoundNothingWrong() {
        note(new Keys(List.of(key("k"))));
        note(new Clear(SPACE));
        time.advance(Journal.KEPT);
        forget(ALL);
        assertThat(journal.touching(ALL)).hasSize(2);
        time.advance(Duration.ofNanos(1));
        forget(ALL);
        assertThat(journal.touching(ALL)).isEmpty();
    }

    @Test
    void theTimeBeginsWithTheAcknowledgement() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        journal.noting(new Pattern(SPACE, "*"), () -> answer);
        time.advance(Journal.KEPT.plusSeconds(1));
        answer.complete(null);
        forget(ALL);
        assertThat(journal.touching(ALL)).hasSize(1);
    }

    @Test
    void keepsWhatConcernsAPrimaryThatIsSilent() {
        note(new Keys(List.of(keyOf(FIRST), keyOf(SECOND))));
        note(new Clear(SPACE));
        time.advance(Journal.KEPT.multipliedBy(10));
        forget(Set.of(SECOND));
        assertThat(journal.touching(ALL)).containsExactlyInAnyOrder(new Keys(List.of(keyOf(FIRST))), new Clear(SPACE));
    }

    @Test
    void beyondTheLimitEmptyingTheCacheTakesThePlaceOfItsKeys() {
        journal.note(new Keys(keys(Journal.LIMIT)));
        journal.note(new Keys(List.of(new EntryKey(OTHER, "k"))));
        assertThat(journal.touching(ALL)).containsExactlyInAnyOrder(new Clear(SPACE), new Clear(OTHER));
    }
}
