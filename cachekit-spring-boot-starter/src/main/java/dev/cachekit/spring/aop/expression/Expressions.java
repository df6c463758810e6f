package dev.cachekit.spring.aop.expression;

import dev.cachekit.InvalidConfigurationException;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Checks and compiles the expressions of annotations. Safe for use by many threads. */
public final class Expressions {

    private final SpelExpressionParser parser = new SpelExpressionParser();
    private final BeanFactory beans;

    /**
     * Makes a compiler.
     *
     * @param beans where {@code @bean} is looked up
     */
    public Expressions(BeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Compiles an expression that is evaluated before the method.
     *
     * @param source the expression, its place and method
     * @return the compiled expression
     * @throws InvalidConfigurationException if it is wrong or uses {@code #result}
     */
    public CallExpression beforeMethod(ExpressionSource source) {
        CallExpression expression = afterMethod(source);
        if (expression.needsResult()) {
            throw source.refused(
                    "is evaluated before the method and cannot use #result",
                    "use the parameters, or another attribute");
        }
        return expression;
    }

    /**
     * Compiles an expression that may use {@code #result}.
     *
     * @param source the expression, its place and method
     * @return the compiled expression
     * @throws InvalidConfigurationException if it is wrong
     */
    public CallExpression afterMethod(ExpressionSource source) {
        SpelExpression parsed = parsed(source);
        VariableCheck check = new VariableCheck(source, beans);
        check.visit(parsed.getAST());
        CallExpression general = new SpelCallExpression(source, parsed, beans, check.usesResult());
        Optional<CallExpression> path = PathExpression.of(source.shape(), parsed.getAST(), general);
        return path.or(() -> ConcatExpression.of(source.shape(), parsed.getAST(), general))
                .orElse(general);
    }

    private SpelExpression parsed(ExpressionSource source) {
        try {
            return parser.parseRaw(source.text());
        } catch (ParseException | IllegalStateException wrong) {
            throw source.refused("must be an expression: " + wrong.getMessage(), "correct it, for example \"#id\"");
        }
    }
}
