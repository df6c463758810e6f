package dev.cachekit.spring.aop.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.expression.spel.standard.SpelExpressionParser;

class MethodShapeTest {

    static double distance(double p1, double p2) {
        return p2 - p1;
    }

    @Test
    void aParameterNamedAsAnotherIsNumberedIsFoundWhereSpringFindsIt() throws Exception {
        Method method = MethodShapeTest.class.getDeclaredMethod("distance", double.class, double.class);
        Object[] arguments = {10.0, 11.0};
        MethodShape shape = MethodShape.of(method, MethodShapeTest.class);

        for (String variable : new String[] {"p0", "p1", "p2", "a0", "a1"}) {
            Object spring = new SpelExpressionParser()
                    .parseExpression("#" + variable)
                    .getValue(new MethodBasedEvaluationContext(
                            this, method, arguments, new DefaultParameterNameDiscoverer()));
            assertThat(arguments[shape.position(variable)]).as(variable).isEqualTo(spring);
        }
    }
}
