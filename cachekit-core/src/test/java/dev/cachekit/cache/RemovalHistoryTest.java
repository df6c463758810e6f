package dev.cachekit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.LaneBoard;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalHistoryTest {

    private static final EntryKey KEY = new EntryKey(new CacheSpace("shop", "feed", "f"), "7");

    private final ManualScheduler time = new ManualScheduler();
    private final LaneBoard board = new LaneBoard();
    private final RemovalHistory history = new RemovalHistory(board, time);

    private void removed(String key) {
        board.raise(KEY.lane(), new LaneMessage.Keys(List.of(new LaneMessage.Key("f", key))));
    }

    @Test
    void knowsWhatItHeardSinceItWasFirstAsked() {
        removed("7");
        assertThat(history.lastOf(KEY, List.of())).isNull();

        removed("7");

        assertThat(history.lastOf(KEY, List.of())).satisfies(last -> {
            assertThat(last.what()).isEqualTo("key");
            assertThat(last.here()).isTrue();
            assertThat(last.at()).isEqualTo(time.now());
        });
    }

    @Test
    void theLatestOfKeyTagAndCacheCounts() {
        history.listen();
        removed("7");
        time.advance(Duration.ofSeconds(1));
        board.raise(Lane.home("feed"), new LaneMessage.Tags("f", List.of("news")));

        assertThat(history.lastOf(KEY, List.of("news")).what()).isEqualTo("tag news");
        assertThat(history.lastOf(KEY, List.of()).what()).isEqualTo("key");

        time.advance(Duration.ofSeconds(1));
        board.raise(KEY.lane(), new LaneMessage.Cache("f"));

        assertThat(history.lastOf(KEY, List.of("news")).what()).isEqualTo("cache");
    }

    @Test
    void otherKeysAndCachesAreNotMeant() {
        history.listen();
        removed("8");
        board.raise(KEY.lane(), new LaneMessage.Cache("other"));

        assertThat(history.lastOf(KEY, List.of())).isNull();
    }

    @Test
    void theLastRemovalsAreListedWithTheLatestFirstAndBounded() {
        history.listen();
        for (int i = 0; i < 500; i++) {
            removed(String.valueOf(i));
        }

        assertThat(history.recent()).hasSize(200);
        assertThat(history.recent().get(0).key()).isEqualTo("499");
    }

    @Test
    void aClearThatIsToldLaneByLaneIsOneRemoval() {
        history.listen();
        Lane.all().forEach(lane -> board.raise(lane, new LaneMessage.Cache("f")));
        time.advance(Duration.ofSeconds(5));
        Lane.all().forEach(lane -> board.raise(lane, new LaneMessage.Cache("f")));

        assertThat(history.recent()).hasSize(2);
    }
}
