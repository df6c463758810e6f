package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.AppliedRule;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of {@code cachekit.rules}. Safe for use by many threads. */
public final class AppliedRules {

    private static final Logger log = LoggerFactory.getLogger(AppliedRules.class);

    private volatile List<AppliedRule> all = List.of();

    AppliedRules() {}

    /**
     * Returns the rules with the methods that each matches.
     *
     * @return in order; empty until all singletons of the application are there
     */
    public List<AppliedRule> all() {
        return all;
    }

    /** All methods are known now. */
    void found(List<AppliedRule> applied) {
        all = List.copyOf(applied);
        all.forEach(AppliedRules::tell);
    }

    private static void tell(AppliedRule rule) {
        if (rule.methods().isEmpty()) {
            log.warn(
                    "{}: the pointcut of a rule should match a method of a bean, but \"{}\" matches none; correct it or"
                            + " remove the rule",
                    rule.where(),
                    rule.pointcut());
        } else {
            log.debug("{}: \"{}\" matches {}", rule.where(), rule.pointcut(), rule.methods());
        }
        rule.overridden()
                .forEach(place -> log.warn(
                        "{}: a method should have an operation by its annotation or by a rule, but has both, and the"
                                + " annotation counts; remove it or narrow the pointcut",
                        place));
    }
}
