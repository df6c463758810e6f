package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Collects what a store tells of the ends of leases. Ready only when a first message has come through. */
final class LeaseEndProbe {

    private static final long LIMIT_NANOS = 10_000_000_000L;

    private final List<LeaseEnd> told = new CopyOnWriteArrayList<>();

    static LeaseEndProbe of(StoreScenario scenario) {
        LeaseEndProbe probe = new LeaseEndProbe();
        scenario.store().onLeaseEnd(probe.told::add);
        EntryKey key = scenario.key("probe");
        poll("the first message", () -> {
            Token loader = scenario.granted(key);
            scenario.lease(key, Sample.token());
            scenario.await(scenario.store().release(key, loader));
            return !probe.told.isEmpty();
        });
        return probe;
    }

    List<LeaseEnd> told() {
        return told;
    }

    void awaitEnd(Token token, LeaseEnd.Reason reason) {
        poll(
                "the end of lease " + token,
                () -> told.stream().anyMatch(end -> end.token().equals(token)));
        assertThat(told).contains(new LeaseEnd(token, reason));
    }

    private static void poll(String what, BooleanSupplier arrived) {
        long start = System.nanoTime();
        while (!arrived.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(LIMIT_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
