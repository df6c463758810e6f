package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FlightsTest {

    private final ManualScheduler time = new ManualScheduler();
    private final Flights flights = new Flights(time);
    private final EntryKey key = new EntryKey(new CacheSpace("app", "texts", "texts"), "k");

    private Flight<String> flight() {
        return flights.joinable(Sample.token());
    }

    @Test
    void aFlightIsFoundByTheTokenOfItsLease() {
        Flight<String> flight = flight();
        flights.enter(flight);
        assertThat(flights.witnessed(flight.token())).isSameAs(flight);
        flights.end(flight);
        assertThat(flights.witnessed(flight.token())).isNull();
    }

    @Test
    void withoutTheStoreAYoungFlightIsJoined() {
        Flight<String> first = flight();
        flights.joinOrLeadWithoutStore(key, first);
        time.advance(Flights.BLIND_JOIN_LIMIT.minusNanos(1));
        assertThat(flights.joinOrLeadWithoutStore(key, flight())).isSameAs(first);
    }

    @Test
    void withoutTheStoreAnOldFlightIsNotJoined() {
        flights.joinOrLeadWithoutStore(key, flight());
        time.advance(Flights.BLIND_JOIN_LIMIT);
        Flight<String> next = flight();
        assertThat(flights.joinOrLeadWithoutStore(key, next)).isSameAs(next);
    }

    @Test
    void withoutTheStoreAnInvalidationEndsJoining() {
        flights.joinOrLeadWithoutStore(key, flight());
        flights.invalidated(List.of(key));
        Flight<String> next = flight();
        assertThat(flights.joinOrLeadWithoutStore(key, next)).isSameAs(next);
        flights.invalidated(new Removal.Clear(key.space()));
        Flight<String> last = flight();
        assertThat(flights.joinOrLeadWithoutStore(key, last)).isSameAs(last);
    }

    @Test
    void anOldFlightDoesNotEndItsSuccessor() {
        Flight<String> first = flight();
        flights.joinOrLeadWithoutStore(key, first);
        flights.invalidated(List.of(key));
        Flight<String> next = flight();
        flights.joinOrLeadWithoutStore(key, next);
        flights.endWithoutStore(key, first);
        assertThat(flights.joinOrLeadWithoutStore(key, flight())).isSameAs(next);
    }

    @Test
    void aThreadMustNotWaitForTheLoadItIsInside() {
        Flight<String> flight = flight();
        flight.begin(() -> {
            assertThat(flight.awaitsThisThread()).isTrue();
            return CompletableFuture.completedFuture("v");
        });
        assertThat(flight.awaitsThisThread()).isFalse();
    }

    @Test
    void aTransactionsThreadMustNotWaitForItsFlightAtAll() {
        Flight<String> flight = flights.secluded(Sample.token());
        flight.begin(() -> CompletableFuture.completedFuture("v"));
        assertThat(flight.awaitsThisThread()).isTrue();
        assertThat(flight.isJoinable()).isFalse();
    }
}
