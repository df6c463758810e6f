package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Loads that their callers run by themselves. */
class OpenLoadTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestNode node = node(store -> store);

    private static TestNode node(UnaryOperator<EntryStore> mutation) {
        return TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, HOUR, "test"), mutation);
    }

    private Optional<OpenLoad<@Nullable String>> open() {
        return outcome(node.strategies.reader().open(node.region, node.key("k"), Caller.BLOCKING));
    }

    private void store(OpenLoad<@Nullable String> load, String value) {
        outcome(load.store(value, Caller.BLOCKING));
    }

    @Test
    void theValueIsStored() {
        store(open().orElseThrow(), "read");

        assertThat(node.find("k")).contains("read");
    }

    @Test
    void aValueReadBeforeAnInvalidationIsRefused() {
        OpenLoad<@Nullable String> load = open().orElseThrow();
        node.invalidate("k");

        store(load, "old");

        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void oneOfSeveralStores() {
        OpenLoad<@Nullable String> first = open().orElseThrow();

        assertThat(open()).isEmpty();
        store(first, "first");
        assertThat(open()).as("a value that has come meanwhile stays").isEmpty();
    }

    @Test
    void whatWasGivenUpIsFreeForTheNext() {
        OpenLoad<@Nullable String> first = open().orElseThrow();
        outcome(first.giveUp(Caller.BLOCKING));
        store(first, "late");

        store(open().orElseThrow(), "second");

        assertThat(node.find("k")).contains("second");
    }

    @Test
    void anExpiredValueThatIsKeptForErrorsIsReplaced() {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plusMillis(1));

        store(open().orElseThrow(), "new");

        assertThat(node.find("k")).contains("new");
    }

    @Test
    void theLeaseLastsAsLongAsTheLoad() {
        OpenLoad<@Nullable String> load = open().orElseThrow();
        for (int i = 0; i < 10; i++) {
            node.time.advance(node.region.settings().lease().dividedBy(2));
        }

        store(load, "slow");

        assertThat(node.find("k")).contains("slow");
    }

    @Test
    void nothingIsStoredWhileTheStoreIsAway() {
        node.store.breakDown();

        assertThat(open()).isEmpty();
    }
}
