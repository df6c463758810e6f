package dev.cachekit.spring.aop.expression;

import dev.cachekit.InvalidConfigurationException;

/**
 * An expression as it was written.
 *
 * @param where the annotation's place
 * @param attribute the attribute
 * @param text the expression
 * @param shape the method
 */
public record ExpressionSource(String where, String attribute, String text, MethodShape shape) {

    InvalidConfigurationException refused(String rule, String remedy) {
        return new InvalidConfigurationException(where, "\"" + text + "\"", attribute + " " + rule, remedy);
    }
}
