package dev.cachekit.benchmarks.performance;

/**
 * How little CacheKit is to allocate, beside another system.
 *
 * @param scenario where
 * @param other the other system
 * @param most how many bytes more per operation at most
 */
record AllocationClaim(String scenario, String other, long most) implements Wish {

    @Override
    public boolean isMeasured(Samples samples) {
        return samples.has(scenario, Scenarios.CACHEKIT) && samples.has(scenario, other);
    }

    @Override
    public String start() {
        return "| " + scenario + " | " + other + " | ≤ " + most + " bytes more |";
    }

    @Override
    public String row(Samples samples) {
        Quartiles more = samples.bytesBeyond(other, scenario, Scenarios.CACHEKIT);
        return String.format(
                "%s %d (%d–%d) | %s |",
                start(),
                Math.round(more.median()),
                Math.round(more.lower()),
                Math.round(more.upper()),
                Math.round(more.median()) <= most ? "yes" : "no");
    }
}
