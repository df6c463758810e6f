package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.BackendContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InProcessBackendTest extends BackendContract {

    private static final CacheSpace SPACE = new CacheSpace("app", "users", "users");

    @Override
    protected Backend start() {
        return InProcessBackend.create(new ManualScheduler());
    }

    @Test
    void keepsNoMoreValuesThanTheMaximum() {
        EntryStore store = InProcessBackend.create(new ManualScheduler(), 10, Runnable::run)
                .entries();
        List<EntryKey> keys = keys(200);

        keys.forEach(key -> Answers.of(store.put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)));

        assertThat(hits(store, keys)).isBetween(1L, 10L);
    }

    @Test
    void dropsNoLeaseForWantOfRoom() {
        EntryStore store = InProcessBackend.create(new ManualScheduler(), 10, Runnable::run)
                .entries();
        EntryKey leased = new EntryKey(SPACE, "leased");
        Token loader = Sample.token();
        Answers.of(store.lease(leased, Sample.request(loader)));

        keys(200).forEach(key -> Answers.of(store.put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)));

        assertThat(Answers.of(store.find(leased))).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    void refusesAMaximumOfNothing() {
        assertThatThrownBy(() -> InProcessBackend.create(new ManualScheduler(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive but was 0");
    }

    @Test
    void deliversOnTheGivenExecutor() {
        List<Runnable> handedOver = new ArrayList<>();
        EntryStore store = InProcessBackend.create(new ManualScheduler(), 10, handedOver::add)
                .entries();
        List<LeaseEnd> told = new ArrayList<>();
        store.onLeaseEnd(told::add);
        EntryKey key = new EntryKey(SPACE, "42");
        Token loader = Sample.token();
        Answers.of(store.lease(key, Sample.request(loader)));
        Answers.of(store.lease(key, Sample.request(Sample.token())));
        Answers.of(store.release(key, loader));

        assertThat(told).isEmpty();
        handedOver.forEach(Runnable::run);

        assertThat(told).containsExactly(new LeaseEnd(loader, LeaseEnd.Reason.RELEASED));
    }

    @Test
    void everyStageIsCompleteWhenReturned() {
        EntryStore store = InProcessBackend.create(new ManualScheduler()).entries();

        assertThat(store.find(new EntryKey(SPACE, "42"))).isCompleted();
        assertThat(store.invalidate(keys(3))).isCompleted();
        assertThat(store.invalidatePattern(SPACE, "*")).isCompleted();
    }

    private static List<EntryKey> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new EntryKey(SPACE, "k" + i))
                .toList();
    }

    private static long hits(EntryStore store, List<EntryKey> keys) {
        return Answers.of(store.findAll(keys)).values().stream()
                .filter(Lookup.Hit.class::isInstance)
                .count();
    }
}
