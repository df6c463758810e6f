package dev.cachekit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Operations on several threads, tried in their interleavings by Lincheck's model checker. An operation answers whether a
 * promise was kept; it must be, whatever came before.
 *
 * @param before operations that come first
 * @param threads operations that overlap
 * @param after operations that come last
 */
public record Interleavings(List<String> before, List<List<String>> threads, List<String> after) {

    /** How many interleavings are tried unless told otherwise. */
    private static final int INVOCATIONS = 1_000;

    /** Makes a scenario; operations of one thread are separated by blanks. */
    public static Interleavings of(String before, List<String> threads, String after) {
        return new Interleavings(
                words(before), threads.stream().map(Interleavings::words).toList(), words(after));
    }

    /** Fails if the promises of the specification are broken in one of the interleavings. */
    public void check(Class<?> operations, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(INVOCATIONS)
                .minimizeFailedScenario(false)
                .sequentialSpecification(specification)
                .addCustomScenario(scenario(operations))
                .check(operations);
    }

    private ExecutionScenario scenario(Class<?> operations) {
        return new ExecutionScenario(
                actors(operations, before),
                threads.stream().map(names -> actors(operations, names)).toList(),
                actors(operations, after),
                null);
    }

    private static List<Actor> actors(Class<?> operations, List<String> names) {
        return names.stream()
                .map(name -> new Actor(method(operations, name), List.of()))
                .toList();
    }

    private static Method method(Class<?> operations, String name) {
        try {
            return operations.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
