package dev.cachekit.spring.aop;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.annotated.AnnotatedClass;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.selfcall.SelfCall;
import dev.cachekit.spring.aop.selfcall.SelfCalls;
import dev.cachekit.spring.aop.selfcall.SelfInvocation;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Looks for annotated methods that beans call on themselves.
 *
 * @param rule what becomes of them
 * @param findings is told
 */
record SelfInvocationAudit(SelfInvocation rule, Findings findings) {

    private static final String PROPERTY = "cachekit.self-invocation";

    static SelfInvocationAudit of(Environment environment, Findings findings) {
        return new SelfInvocationAudit(rule(environment), findings);
    }

    private static SelfInvocation rule(Environment environment) {
        try {
            return Binder.get(environment).bind(PROPERTY, SelfInvocation.class).orElse(SelfInvocation.WARN);
        } catch (BindException unknown) {
            throw new InvalidConfigurationException(
                    PROPERTY,
                    String.valueOf(environment.getProperty(PROPERTY)),
                    "self-invocation must be warn, fail or ignore",
                    "correct it, or leave it out for warn");
        }
    }

    void check(AnnotatedClass bean) {
        if (rule == SelfInvocation.IGNORE) {
            return;
        }
        for (SelfCall call : SelfCalls.of(bean)) {
            if (rule == SelfInvocation.FAIL && call.certain()) {
                throw call.refusal();
            }
            findings.add(call.finding());
        }
    }
}
