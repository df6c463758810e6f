package dev.cachekit.spring.aop.rule;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * All of {@code cachekit.rules}. Safe for use by many threads.
 *
 * @param all in order
 */
public record Rules(List<Rule> all) {

    /** Takes a copy. */
    public Rules {
        all = List.copyOf(all);
    }

    /**
     * Reads the rules of an application.
     *
     * @param environment has its properties
     * @return the rules, often none
     * @throws dev.cachekit.InvalidConfigurationException if one is written wrongly
     */
    public static Rules of(Environment environment) {
        return new Rules(new RuleReader(environment::resolveRequiredPlaceholders).read(environment));
    }

    /**
     * Finds the rules that mean a method.
     *
     * @param method a method that runs in beans of the class
     * @param beanClass the class
     * @return in order
     */
    public Stream<Rule> matching(Method method, Class<?> beanClass) {
        return all.stream().filter(rule -> rule.matches(method, beanClass));
    }
}
