package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.RateLimitExceededException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every annotation on every shape of method: the same outcomes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShapeMatrixContract {

    private static final Map<String, Consumer<ShapeScene>> SCENARIOS = Map.ofEntries(
            Map.entry("CacheAside: a value is loaded once", ShapeMatrixContract::loadedOnce),
            Map.entry("CacheAside: that there is nothing is cached, too", ShapeMatrixContract::nothingIsCached),
            Map.entry("CacheAside: a failure is passed on and not kept", ShapeMatrixContract::failureIsNotKept),
            Map.entry("CacheAside: readers of a cold key share its load", ShapeMatrixContract::coldReaders),
            Map.entry("WriteThrough: what was written is read", ShapeMatrixContract::writtenIsRead),
            Map.entry("WriteThrough: a write that fails stores nothing", ShapeMatrixContract::failedWrite),
            Map.entry("Invalidate: what was removed is loaded again", ShapeMatrixContract::removed),
            Map.entry("Invalidate: also if the method fails", ShapeMatrixContract::removedAfterFailure),
            Map.entry("SingleFlight: concurrent calls are one", ShapeMatrixContract::oneCall),
            Map.entry("SingleFlight: its failure is everybody's", ShapeMatrixContract::oneFailure),
            Map.entry("WithLock: nobody is inside with another", ShapeMatrixContract::exclusion),
            Map.entry("WithLock: a failure gives the lock back", ShapeMatrixContract::failureUnderLock),
            Map.entry("WithLock: who skips gets nothing", ShapeMatrixContract::skipped),
            Map.entry("RateLimited: what is too much is refused", ShapeMatrixContract::refused),
            Map.entry("RateLimited: the fallback answers", ShapeMatrixContract::fallback));

    private ExecutorService threads = Executors.newCachedThreadPool();

    abstract Class<?>[] backend();

    /** Forgets what other scenarios have left. */
    void empty() {}

    @BeforeAll
    void startThreads() {
        threads = Executors.newCachedThreadPool(task -> new Thread(task, "work"));
    }

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicContainer> everyAnnotationOnEveryShape() {
        return Stream.of(Shape.values())
                .map(shape -> DynamicContainer.dynamicContainer(
                        shape.name(),
                        SCENARIOS.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(scenario -> DynamicTest.dynamicTest(
                                        scenario.getKey(), () -> run(shape, scenario.getValue())))));
    }

    private void run(Shape shape, Consumer<ShapeScene> scenario) {
        empty();
        ShapeScene scene = new ShapeScene(shape, threads);
        shape.with(Contexts.with(backend()), scene.work()).run(context -> {
            scene.use(context.getBean("ops"));
            scenario.accept(scene);
        });
    }

    private static void loadedOnce(ShapeScene scene) {
        scene.answers("read", "v1");
        assertThat(scene.call("read")).isEqualTo("v1");
        scene.answers("read", "v2");
        assertThat(scene.call("read")).isEqualTo("v1");
        assertThat(scene.count("read")).isOne();
    }

    private static void nothingIsCached(ShapeScene scene) {
        scene.answers("read", null);
        assertThat(scene.call("read")).isNull();
        assertThat(scene.call("read")).isNull();
        assertThat(scene.count("read")).isOne();
    }

    private static void failureIsNotKept(ShapeScene scene) {
        scene.fails("read", "no rows");
        assertThatThrownBy(() -> scene.call("read"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no rows");
        scene.answers("read", "v1");
        assertThat(scene.call("read")).isEqualTo("v1");
    }

    private static void coldReaders(ShapeScene scene) {
        scene.answers("read", "v1");
        scene.holds("read");
        var readers = scene.callMany("read", 8);
        scene.awaitCall("read");
        scene.release();
        assertThat(readers.outcomes()).containsOnly("v1").hasSize(8);
        assertThat(scene.count("read")).isOne();
    }

    private static void writtenIsRead(ShapeScene scene) {
        scene.answers("read", "old");
        assertThat(scene.call("read")).isEqualTo("old");
        scene.answers("write", "new");
        assertThat(scene.call("write")).isEqualTo("new");
        assertThat(scene.call("read")).isEqualTo("new");
        assertThat(scene.count("read")).isOne();
    }

    private static void failedWrite(ShapeScene scene) {
        scene.fails("write", "duplicate");
        assertThatThrownBy(() -> scene.call("write")).hasMessage("duplicate");
        scene.answers("read", "old");
        assertThat(scene.call("read")).isEqualTo("old");
    }

    private static void removed(ShapeScene scene) {
        scene.answers("read", "v1");
        scene.call("read");
        scene.answers("read", "v2");
        scene.answers("remove", "done");
        assertThat(scene.call("remove")).isEqualTo("done");
        assertThat(scene.call("read")).isEqualTo("v2");
    }

    private static void removedAfterFailure(ShapeScene scene) {
        scene.answers("read", "v1");
        scene.call("read");
        scene.answers("read", "v2");
        scene.fails("remove", "late");
        assertThatThrownBy(() -> scene.call("remove")).hasMessage("late");
        assertThat(scene.call("read")).isEqualTo("v2");
    }

    /** A caller that comes so late that the first call has ended may begin another. */
    private static void oneCall(ShapeScene scene) {
        scene.answers("once", "v1");
        scene.holds("once");
        var callers = scene.callMany("once", 8);
        scene.awaitCall("once");
        callers.awaitArrival();
        scene.release();
        assertThat(callers.outcomes()).containsOnly("v1").hasSize(8);
        assertThat(scene.count("once")).isLessThanOrEqualTo(2);
    }

    private static void oneFailure(ShapeScene scene) {
        scene.fails("once", "no report");
        scene.holds("once");
        var callers = scene.callMany("once", 8);
        scene.awaitCall("once");
        callers.awaitArrival();
        scene.release();
        assertThat(callers.failures())
                .hasSize(8)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no report"));
        assertThat(scene.count("once")).isLessThanOrEqualTo(2);
    }

    private static void exclusion(ShapeScene scene) {
        scene.answers("locked", "v1");
        assertThat(scene.callMany("locked", 12).outcomes()).containsOnly("v1").hasSize(12);
        assertThat(scene.mostAtOnce("locked")).isOne();
    }

    private static void failureUnderLock(ShapeScene scene) {
        scene.fails("holding", "broken");
        assertThatThrownBy(() -> scene.call("holding")).hasMessage("broken");
        scene.answers("tried", "v1");
        assertThat(scene.call("tried")).isEqualTo("v1");
    }

    private static void skipped(ShapeScene scene) {
        scene.answers("holding", "v1");
        scene.answers("tried", "v2");
        scene.holds("holding");
        var holder = scene.callMany("holding", 1);
        scene.awaitCall("holding");
        assertThat(scene.call("tried")).isNull();
        scene.release();
        assertThat(holder.outcomes()).containsExactly("v1");
        assertThat(scene.call("tried")).isEqualTo("v2");
        assertThat(scene.count("tried")).isOne();
    }

    private static void refused(ShapeScene scene) {
        scene.answers("limited", "v1");
        assertThat(scene.call("limited")).isEqualTo("v1");
        assertThat(scene.call("limited")).isEqualTo("v1");
        assertThatThrownBy(() -> scene.call("limited")).isInstanceOf(RateLimitExceededException.class);
        assertThat(scene.count("limited")).isEqualTo(2);
    }

    private static void fallback(ShapeScene scene) {
        scene.answers("softened", "v1");
        scene.answers("instead", "another");
        assertThat(scene.call("softened")).isEqualTo("v1");
        assertThat(scene.call("softened")).isEqualTo("another");
    }
}
