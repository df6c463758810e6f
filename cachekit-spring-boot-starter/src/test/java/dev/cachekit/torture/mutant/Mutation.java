package dev.cachekit.torture.mutant;

import java.util.function.UnaryOperator;

/**
 * One rule taken out of the real code, and the scenario that must notice.
 *
 * @param name what is missing
 * @param scenario where it matters
 * @param change takes the rule out
 */
record Mutation(String name, Class<? extends Scenario> scenario, UnaryOperator<Mutant> change) {

    private static final String SCRIPTS = "dev/cachekit/redisson/";

    static Mutation script(
            String name, Class<? extends Scenario> scenario, String script, String original, String changed) {
        return new Mutation(name, scenario, mutant -> mutant.script(SCRIPTS + script, original, changed));
    }

    static Mutation code(
            String name, Class<? extends Scenario> scenario, String type, String original, String changed) {
        return new Mutation(name, scenario, mutant -> mutant.code("dev.cachekit." + type, original, changed));
    }

    @Override
    public String toString() {
        return name;
    }
}
