package dev.cachekit.spring.aop.rule;

import dev.cachekit.InvalidConfigurationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.aop.aspectj.AspectJExpressionPointcut;
import org.springframework.util.ClassUtils;

/** An AspectJ pointcut, decided by the class and the method alone. Safe for use by many threads. */
final class RulePointcut {

    private static final Pattern OF_A_CALL = Pattern.compile("(?<![\\w.])(@?args|bean)\\s*\\(");

    private final AspectJExpressionPointcut pointcut;

    private RulePointcut(AspectJExpressionPointcut pointcut) {
        this.pointcut = pointcut;
    }

    static RulePointcut parse(String where, String text) {
        Matcher ofACall = OF_A_CALL.matcher(text);
        if (ofACall.find()) {
            throw refused(
                    where,
                    text,
                    "a pointcut must be decided by the method, and " + ofACall.group(1) + "() is not",
                    "use execution, within or @annotation");
        }
        if (!ClassUtils.isPresent("org.aspectj.weaver.tools.PointcutParser", RulePointcut.class.getClassLoader())) {
            throw refused(
                    where, text, "pointcuts need aspectjweaver on the class path", "add spring-boot-starter-aspectj");
        }
        try {
            AspectJExpressionPointcut pointcut = new AspectJExpressionPointcut();
            pointcut.setExpression(text);
            pointcut.getPointcutExpression();
            return new RulePointcut(pointcut);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException unreadable) {
            throw refused(
                    where,
                    text,
                    "a pointcut must be an AspectJ expression that Spring knows: " + unreadable.getMessage(),
                    "correct it, for example \"execution(* com.acme.Catalog.find*(..))\"");
        }
    }

    private static InvalidConfigurationException refused(String where, String text, String rule, String remedy) {
        return new InvalidConfigurationException(where, text, rule, remedy);
    }

    /** Methods that nobody calls from outside are not meant. */
    boolean matches(Method method, Class<?> beanClass) {
        int modifiers = method.getModifiers();
        Class<?> seen = seenAs(beanClass);
        return !Modifier.isPrivate(modifiers)
                && !Modifier.isStatic(modifiers)
                && pointcut.matches(seen)
                && pointcut.matches(method, seen);
    }

    /**
     * As the proxy that will stand for an interface: it declares what the interface has inherited. No proxy can stand for one
     * that is sealed or hidden.
     */
    private static Class<?> seenAs(Class<?> beanClass) {
        return beanClass.isInterface() && !beanClass.isSealed() && !beanClass.isHidden()
                ? ClassUtils.createCompositeInterface(new Class<?>[] {beanClass}, beanClass.getClassLoader())
                : beanClass;
    }

    @Override
    public String toString() {
        return String.valueOf(pointcut.getExpression());
    }
}
