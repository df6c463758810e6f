package dev.cachekit.torture.mutant;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs scenarios, a few at a time because they mostly wait, each on an empty server that is its own meanwhile. */
final class ScenarioRuns implements AutoCloseable {

    private static final int AT_A_TIME = 3;
    private static final int TRIES = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    /** Begins a run. What it returns is what the caller in the scenario saw. */
    CompletableFuture<String> begin(Class<? extends Scenario> scenario, List<Path> overrides) {
        return CompletableFuture.supplyAsync(() -> run(scenario, overrides), threads);
    }

    /**
     * What came of a mutant.
     *
     * @param seen what the caller in the scenario saw
     * @param tries how often the scenario was played
     */
    record Tried(String seen, int tries) {}

    /** Runs a mutant, again if it got away: on a machine that stands still for a moment another rule may hide the fault. */
    CompletableFuture<Tried> beginMutant(Class<? extends Scenario> scenario, Path changed) {
        return CompletableFuture.supplyAsync(
                () -> IntStream.rangeClosed(1, TRIES)
                        .mapToObj(tries -> new Tried(run(scenario, List.of(changed)), tries))
                        .filter(tried -> tried.seen().equals(Scenario.OLD))
                        .findFirst()
                        .orElse(new Tried(Scenario.NEW, TRIES)),
                threads);
    }

    @SuppressWarnings("unchecked") // every scenario is such a function, but of another class loader
    private static String run(Class<? extends Scenario> scenario, List<Path> overrides) {
        try (RedisServer redis = RedisServer.startLocal("enable-debug-command local");
                IsolatedLoader loader = new IsolatedLoader(overrides)) {
            Constructor<?> constructor = loader.loadClass(scenario.getName()).getDeclaredConstructor();
            constructor.setAccessible(true); // another loader's package is another package
            Function<Integer, String> steps = (Function<Integer, String>) constructor.newInstance();
            return steps.apply(redis.port());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
