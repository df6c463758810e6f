package dev.cachekit.torture.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario comes out fresh with the real code, and stale with the code that lacks the rule it is about. */
class MutationTest {

    private static final Map<String, Boolean> caught = new LinkedHashMap<>();
    private static RedisServer redis;

    @BeforeAll
    static void startServer() {
        redis = RedisServer.startLocal();
    }

    @AfterAll
    static void stopServer() {
        redis.close();
        long found = caught.values().stream().filter(Boolean::booleanValue).count();
        System.out.printf("mutation score: %d of %d%n", found, caught.size());
        caught.forEach((name, was) -> System.out.printf("  %s: %s%n", was ? "caught" : "MISSED", name));
    }

    @BeforeEach
    void empty() {
        redis.flushAll();
        redis.flushScripts();
    }

    static Stream<Class<? extends Scenario>> scenarios() {
        return mutations().map(Mutation::scenario).distinct();
    }

    static Stream<Mutation> mutations() {
        return Stream.of(StoreMutations.ALL).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void realCodeIsFresh(Class<? extends Scenario> scenario) {
        assertThat(outcome(scenario, List.of())).isEqualTo(Scenario.NEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void mutantIsCaught(Mutation mutation, @TempDir Path directory) {
        caught.put(mutation.name(), false);
        Mutant mutant = mutation.change().apply(Mutant.in(directory));

        assertThat(outcome(mutation.scenario(), List.of(mutant.directory()))).isEqualTo(Scenario.OLD);
        caught.put(mutation.name(), true);
    }

    @SuppressWarnings("unchecked") // every scenario is such a function, but of another class loader
    private static String outcome(Class<? extends Scenario> scenario, List<Path> overrides) {
        try (IsolatedLoader loader = new IsolatedLoader(overrides)) {
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
}
