package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.annotated.AppliedRule;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
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
    void found(List<AppliedRule> applied, Findings findings) {
        all = List.copyOf(applied);
        all.forEach(rule -> tell(rule, findings));
    }

    private static void tell(AppliedRule rule, Findings findings) {
        if (rule.methods().isEmpty()) {
            findings.add(new Finding(
                    FindingKind.RULE_WITHOUT_METHOD,
                    rule.where(),
                    "the pointcut of a rule should match a method of a bean, but \"" + rule.pointcut()
                            + "\" matches none; correct it or remove the rule"));
        } else {
            log.debug("{}: \"{}\" matches {}", rule.where(), rule.pointcut(), rule.methods());
        }
        rule.overridden()
                .forEach(place -> findings.add(new Finding(
                        FindingKind.RULE_OVERRIDDEN,
                        place,
                        "a method should have an operation by its annotation or by a rule, but has both, and the"
                                + " annotation counts; remove it or narrow the pointcut")));
    }
}
