package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server at its memory limit that must not evict. */
class FullServerTest {

    private static final LockRequest LOCK = new LockRequest(
            new LockKey("jobs", "1"), Sample.token(), false, Duration.ofSeconds(30), LockRequest.Turn.NONE);

    @Test
    void refusesValuesButNeverInvalidations() {
        try (RedisServer server = RedisServer.startLocal("maxmemory-policy noeviction");
                TestBackend backend = new TestBackend(server)) {
            EntryStore store = backend.store();
            Entry entry = Sample.entry(Sample.token(), "1");
            Answers.of(store.put(key("1"), entry, Sample.LONG_TTL));
            Answers.of(store.fence(key("4"), Sample.token(), Duration.ofMinutes(1)));
            long stamp = Answers.of(store.stamps()).of(key("1").lane());
            server.send("CONFIG", "SET", "maxmemory", "100kb");

            assertThat(store.put(key("2"), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL))
                    .failsWithin(5, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BackendUnavailableException.class)
                    .withMessageContaining("RedisOutOfMemoryException")
                    .satisfies(failure -> assertThat(((BackendUnavailableException) failure.getCause()).isRefusal())
                            .as("no reason to leave the server alone")
                            .isTrue());
            TestBackend.assertHolds(store, key("1"), entry);
            assertThat(Answers.of(backend.backend.locks().acquire(LOCK))).isInstanceOf(LockReply.Granted.class);
            Answers.of(store.invalidate(List.of(key("1"))));
            assertThat(Answers.of(store.find(key("1")))).isEqualTo(new Lookup.Absent());
            assertThat(Answers.of(store.stamps()).of(key("1").lane())).isGreaterThan(stamp);
            Answers.of(store.invalidate(List.of(key("1"), key("2"), key("3"))));
            Answers.of(store.invalidatePattern(TestBackend.SPACE, "*"));
            Answers.of(store.clear(TestBackend.SPACE));
            Answers.of(store.invalidateTags(TestBackend.SPACE, List.of("red")));
            Answers.of(store.settle(key("1"), Sample.rollback(Sample.token())));
        }
    }
}
