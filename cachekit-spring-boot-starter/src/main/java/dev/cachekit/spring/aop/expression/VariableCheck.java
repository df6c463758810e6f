package dev.cachekit.spring.aop.expression;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;

/** Looks for names in an expression that mean nothing. For one use. */
final class VariableCheck {

    private static final Set<String> ROOT = Set.of("method", "target", "targetClass", "methodName", "args");
    private static final Set<String> KNOWN = Set.of("root", "this", "result");

    private final ExpressionSource source;
    private final BeanFactory beans;
    private boolean usesResult;

    VariableCheck(ExpressionSource source, BeanFactory beans) {
        this.source = source;
        this.beans = beans;
    }

    boolean usesResult() {
        return usesResult;
    }

    void visit(SpelNode node) {
        check(node, true);
    }

    /** A bare name is looked up in the root object, except where elements of a collection take its place. */
    private void check(SpelNode node, boolean atRoot) {
        if (node instanceof VariableReference) {
            checkVariable(node.toStringAST().substring(1));
        } else if (node instanceof FunctionReference) {
            throw source.refused("must not call a function", "call a method of a bean, as in @bean.method()");
        } else if (node instanceof BeanReference) {
            checkBean(node.toStringAST());
        } else if (node instanceof PropertyOrFieldReference property && atRoot) {
            checkProperty(property.getName());
        }
        boolean elements = node instanceof Projection || node instanceof Selection || node instanceof Indexer;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean continued = node instanceof CompoundExpression && i > 0;
            check(node.getChild(i), atRoot && !elements && !continued);
        }
    }

    private void checkVariable(String name) {
        usesResult |= name.equals("result");
        if (KNOWN.contains(name) || source.shape().position(name) >= 0) {
            return;
        }
        String remedy = source.shape().names() == null
                ? "compile with -parameters, or write #p0, #p1"
                : "use one of " + parameters();
        throw source.refused("uses #" + name + ", which is no parameter", remedy);
    }

    private String parameters() {
        String[] names = source.shape().names();
        int count = source.shape().method().getParameterCount();
        if (names == null || count == 0) {
            return "#root, or a literal such as 'all': the method has no parameters";
        }
        return Arrays.stream(names).map(name -> "#" + name).collect(Collectors.joining(", "))
                + IntStream.range(0, count).mapToObj(i -> ", #p" + i).collect(Collectors.joining());
    }

    private void checkProperty(String name) {
        if (!ROOT.contains(name)) {
            String remedy = source.shape().position(name) >= 0 ? "write #" + name : "write 'text' or #parameter";
            throw source.refused("uses the bare name " + name, remedy);
        }
    }

    private void checkBean(String reference) {
        String name = reference.replaceFirst("^[@&]+", "").replaceAll("^['\"]|['\"]$", "");
        if (!beans.containsBean(name)) {
            throw source.refused("uses " + reference + ", which is no bean", "correct the bean's name");
        }
    }
}
