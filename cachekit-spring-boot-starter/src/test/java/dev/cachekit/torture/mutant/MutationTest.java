package dev.cachekit.torture.mutant;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.mutant.ScenarioRuns.Tried;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario comes out fresh with the real code, and stale with the code that lacks the rule it is about. */
class MutationTest {

    private static ScenarioRuns runs;
    private static Map<Class<? extends Scenario>, CompletableFuture<String>> real;
    private static Map<Mutation, CompletableFuture<Tried>> mutated;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        runs = new ScenarioRuns();
        real = scenarios().collect(toMap(identity(), scenario -> runs.begin(scenario, List.of())));
        mutated = mutations().collect(toMap(identity(), mutation -> begin(mutation, directory)));
    }

    /** A mutant whose rule has moved fails by itself, not with all others. */
    private static CompletableFuture<Tried> begin(Mutation mutation, Path directory) {
        Mutant empty = Mutant.in(directory.resolve(mutation.name().replace(' ', '-')));
        try {
            Path changed = mutation.change().apply(empty).directory();
            return runs.beginMutant(mutation.scenario(), changed);
        } catch (RuntimeException outdated) {
            return CompletableFuture.failedFuture(outdated);
        }
    }

    @AfterAll
    static void printScore() {
        List<Tried> caught = mutations()
                .map(MutationTest::outcome)
                .filter(tried -> tried.seen().equals(Scenario.OLD))
                .toList();
        System.out.printf(
                "mutation score: %d of %d, %d of them at the first try%n",
                caught.size(),
                mutated.size(),
                caught.stream().filter(tried -> tried.tries() == 1).count());
        mutations().forEach(mutation -> System.out.printf("  %s: %s%n", mutation, told(outcome(mutation))));
        runs.close();
    }

    private static Tried outcome(Mutation mutation) {
        CompletableFuture<Tried> run = mutated.get(mutation);
        return run.isCompletedExceptionally() ? new Tried("failed", 0) : run.getNow(new Tried("not run", 0));
    }

    private static String told(Tried tried) {
        return tried.tries() == 0 ? tried.seen() : tried.seen() + ", try " + tried.tries();
    }

    static Stream<Class<? extends Scenario>> scenarios() {
        return mutations().map(Mutation::scenario).distinct();
    }

    static Stream<Mutation> mutations() {
        return Stream.of(
                        StoreMutations.ALL,
                        NearMutations.ALL,
                        TagMutations.ALL,
                        RecoveryMutations.ALL,
                        KitMutations.ALL)
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void realCodeIsFresh(Class<? extends Scenario> scenario) {
        assertThat(real.get(scenario).join()).isEqualTo(Scenario.NEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void mutantIsCaught(Mutation mutation) {
        assertThat(mutated.get(mutation).join().seen()).isEqualTo(Scenario.OLD);
    }
}
