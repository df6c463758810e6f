package dev.cachekit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CarriedTasksTest {

    private final Queue<Runnable> runs = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void runsTasksOneAfterAnotherInOneRun() {
        CarriedTasks tasks = new CarriedTasks(task -> task, runs::add);
        tasks.execute(() -> {
            tasks.execute(() -> done.add("second"));
            done.add("first");
        });
        runs.remove().run();
        assertThat(done).containsExactly("first", "second");
        assertThat(runs).isEmpty();
    }

    @Test
    void aRefusedTaskKeepsNoLaterOneFromRunning() {
        boolean[] refuses = {true};
        Executor executor = run -> {
            if (refuses[0]) {
                throw new RejectedExecutionException();
            }
            run.run();
        };
        CarriedTasks tasks = new CarriedTasks(task -> task, executor);
        assertThatThrownBy(() -> tasks.execute(() -> done.add("refused")))
                .isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;
        tasks.execute(() -> done.add("next"));
        assertThat(done).containsExactly("next");
    }
}
