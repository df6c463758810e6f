package dev.cachekit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(2);

    @Test
    void letsSoManyInAndNoMore() {
        bulkhead.enter();
        assertThat(bulkhead.enter().admission()).isDone();
        assertThat(bulkhead.enter().admission()).isNotDone();
    }

    @Test
    void whoLeavesMakesRoomForTheNextInTheirOrder() {
        Bulkhead.Place first = bulkhead.enter();
        bulkhead.enter();
        CompletableFuture<Void> third = bulkhead.enter().admission();
        CompletableFuture<Void> fourth = bulkhead.enter().admission();
        first.leave();
        assertThat(third).isDone();
        assertThat(fourth).isNotDone();
    }

    @Test
    void whoGivesUpTakesNoPlace() {
        Bulkhead.Place first = bulkhead.enter();
        bulkhead.enter();
        bulkhead.enter().leave();
        CompletableFuture<Void> patient = bulkhead.enter().admission();
        first.leave();
        assertThat(patient).isDone();
        assertThat(bulkhead.enter().admission()).isNotDone();
    }

    @Test
    void manyThreadsNeverExceedThePlacesAndAllGetIn() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(CompletableFuture.runAsync(() -> comeAndGo(inside, most), threads));
        }
        CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(most.get()).isBetween(1, 2);
        assertThat(bulkhead.enter().admission()).isDone();
    }

    private void comeAndGo(AtomicInteger inside, AtomicInteger most) {
        for (int i = 0; i < 5_000; i++) {
            Bulkhead.Place place = bulkhead.enter();
            place.admission().join();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            place.leave();
        }
    }
}
