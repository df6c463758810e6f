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
import org.springframework.expression.spel.ast.InlineMap;
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
        if (node instanceof CompoundExpression) {
            checkRoot(node);
        }
        boolean elements = node instanceof Projection || node instanceof Selection || node instanceof Indexer;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean continued = node instanceof CompoundExpression && i > 0;
            boolean name = node instanceof InlineMap && i % 2 == 0; // its keys are texts without quotes
            check(node.getChild(i), atRoot && !elements && !continued && !name);
        }
    }

    private void checkRoot(SpelNode path) {
        boolean ofRoot = path.getChild(0) instanceof VariableReference first
                && first.toStringAST().equals("#root");
        if (ofRoot
                && path.getChild(1) instanceof PropertyOrFieldReference property
                && !ROOT.contains(property.getName())) {
            throw source.refused(
                    "uses #root." + property.getName() + ", which there is not",
                    "use one of "
                            + ROOT.stream()
                                    .sorted()
                                    .map(name -> "#root." + name)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void checkVariable(String name) {
        usesResult |= name.equals("result");
        if (KNOWN.contains(name) || source.shape().position(name) >= 0) {
            return;
        }
        if (source.shape().names() == null && source.shape().method().getParameterCount() > 0) {
            throw source.refused(
                    "uses #" + name + ", but the class file of "
                            + source.shape().method().getDeclaringClass().getSimpleName()
                            + " does not tell the names of parameters",
                    "compile it with -parameters, as Spring Boot's build plugins do, or write "
                            + IntStream.range(0, source.shape().method().getParameterCount())
                                    .mapToObj(i -> "#p" + i)
                                    .collect(Collectors.joining(", ")));
        }
        throw source.refused("uses #" + name + ", which is no parameter", "use one of " + parameters());
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
