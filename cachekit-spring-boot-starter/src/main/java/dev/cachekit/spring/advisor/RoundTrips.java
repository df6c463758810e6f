package dev.cachekit.spring.advisor;

import dev.cachekit.cache.CacheRegions;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.ValueForm.Loss;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends a sample of the declared type of each cache through its codec and back: a field that is written and not read, or read under
 * another name, is lost in every hit. Of an abstract type each one that it permits or names is tried.
 *
 * @param regions the caches in use
 */
public record RoundTrips(CacheRegions regions) {

    /** Stand for plain JSON, which has no declared type. */
    private static final String OURS = "dev.cachekit.spring.cache.";

    /** What came of one cache: a finding, what could not be tried, or neither. */
    private record Outcome(Optional<Finding> finding, List<String> untried) {}

    /**
     * Tries all caches in use.
     *
     * @return a warning for each whose samples do not come back, and one notice of those types that could not be tried
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<String> untried = new ArrayList<>();
        regions.types().forEach((cache, type) -> {
            Outcome outcome = tried(cache, type);
            outcome.finding().ifPresent(findings::add);
            untried.addAll(outcome.untried());
        });
        if (!untried.isEmpty()) {
            findings.add(CacheAdvice.ofUntried(untried));
        }
        return findings;
    }

    private Outcome tried(String cache, Type declared) {
        CacheRegion<?> region = regions.find(cache).orElse(null);
        if (region == null || declared.getTypeName().startsWith(OURS)) {
            return new Outcome(Optional.empty(), List.of());
        }
        List<Type> concrete = ConcreteTypes.of(declared);
        List<String> untried = new ArrayList<>();
        if (concrete.isEmpty()) {
            untried.add(named(cache, declared));
        }
        for (Type type : concrete) {
            Sample sample = SampleValues.of(type).orElse(null);
            Optional<Loss> loss =
                    sample == null ? Optional.empty() : region.form().lossOf(sample.value());
            if (sample == null || loss.isPresent() && isOfTheSample(sample, loss.get())) {
                untried.add(named(cache, type));
            } else if (loss.isPresent()) {
                String problem = loss.get().problem();
                return new Outcome(Optional.of(CacheAdvice.ofRoundTrip(cache, type.getTypeName(), problem)), untried);
            }
        }
        return new Outcome(Optional.empty(), untried);
    }

    /** What has nothing in some of its fields may well be refused by an accessor that no real value would upset. */
    private static boolean isOfTheSample(Sample sample, Loss loss) {
        return loss.atWriting() && !sample.whole();
    }

    private static String named(String cache, Type type) {
        return cache + " (" + type.getTypeName() + ")";
    }
}
