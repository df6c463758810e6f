package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.BackendWithStore;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TwoPhaseTest extends TwoPhaseContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[0];
    }

    /** Answers to each announcement late, but well within the second that a call may wait. */
    @Configuration(proxyBeanMethods = false)
    static class SlowAnnouncements {

        @Bean(destroyMethod = "close")
        Scheduler scheduler() {
            return new SystemScheduler();
        }

        @Bean(destroyMethod = "close")
        Backend backend(Scheduler scheduler) {
            InProcessBackend backend = InProcessBackend.create(scheduler, 100);
            FaultyEntryStore store = new FaultyEntryStore(backend.entries(), scheduler);
            Fault late = new Fault.Delay(Duration.ofMillis(60));
            store.next(Operation.FENCE, Collections.nCopies(21, late).toArray(Fault[]::new));
            return new BackendWithStore(backend, store);
        }
    }

    @Test
    void givesEachTransactionOfALongCallADeadlineOfItsOwn() {
        Contexts.with(TransactionsContract.Database.class, Items.class, SlowAnnouncements.class)
                .run(context -> {
                    World world = new World(context);
                    world.items().renameWithoutTransaction(1, "second", () -> {
                        for (int i = 0; i < 10; i++) {
                            world.inTransaction(true, () -> {});
                        }
                    });
                    assertThat(world.items().name(1)).isEqualTo("second");
                });
    }
}
