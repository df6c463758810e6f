package dev.cachekit.spring.aop.selfcall;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;

/**
 * An annotated method that is called on {@code this}, so that its annotation has no effect there.
 *
 * @param caller the method that calls, for people
 * @param callee the annotated method
 * @param certain whether the object called is this one on every way
 */
public record SelfCall(String caller, AnnotatedMethod callee, boolean certain) {

    private static final String RULE = "calls must pass through the proxy of the bean";

    private String where() {
        return callee.operations().get(0).where();
    }

    private String value() {
        return caller + (certain ? " calls the method on this" : " may call the method on this");
    }

    private String remedy() {
        String bean = callee.beanClass().getSimpleName();
        return "move the method to another bean, or call it on one from an ObjectProvider<" + bean + ">";
    }

    /**
     * Makes a warning of it.
     *
     * @return one for each caller and method called
     */
    public Finding finding() {
        return new Finding(
                FindingKind.SELF_INVOCATION,
                where(),
                RULE + ", but " + value() + ", where the annotation has no effect; " + remedy());
    }

    /**
     * Makes a refusal of it.
     *
     * @return to be thrown
     */
    public InvalidConfigurationException refusal() {
        return new InvalidConfigurationException(
                where(), value(), RULE, remedy() + "; cachekit.self-invocation=warn lets the application start");
    }
}
