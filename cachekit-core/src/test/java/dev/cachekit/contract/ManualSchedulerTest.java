package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Scheduler.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void standsStillUntilMoved() {
        long before = scheduler.nanoTime();
        scheduler.advance(SECOND);

        assertThat(scheduler.nanoTime() - before).isEqualTo(SECOND.toNanos());
        assertThat(scheduler.now()).isEqualTo(ManualScheduler.START.plus(SECOND));
    }

    @Test
    void runsDueTasksInTheOrderOfTheirTime() {
        scheduler.after(SECOND.multipliedBy(2), () -> ran.add("second"));
        scheduler.after(SECOND, () -> ran.add("first"));
        scheduler.after(SECOND, () -> ran.add("first too"));
        scheduler.after(SECOND.multipliedBy(4), () -> ran.add("later"));

        scheduler.advance(SECOND.multipliedBy(3));

        assertThat(ran).containsExactly("first", "first too", "second");
        assertThat(scheduler.pendingTasks()).isOne();
    }

    @Test
    void runsTasksThatTasksAddOnTheWay() {
        scheduler.after(SECOND, () -> scheduler.after(SECOND, () -> ran.add("at " + scheduler.now())));

        scheduler.advance(SECOND.multipliedBy(5));

        assertThat(ran).containsExactly("at " + ManualScheduler.START.plusSeconds(2));
    }

    @Test
    void dropsCancelledTasksAndAllWhenClosed() {
        Timer cancelled = scheduler.after(SECOND, () -> ran.add("cancelled"));
        scheduler.after(SECOND, () -> ran.add("closed"));

        cancelled.cancel();
        scheduler.close();
        scheduler.after(SECOND, () -> ran.add("after close"));
        scheduler.advance(SECOND);

        assertThat(ran).isEmpty();
    }
}
