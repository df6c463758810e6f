package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.Tagging;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags an annotation gives. An expression yields one tag, or a collection or array of tags; null gives none.
 *
 * @param where the annotation's place
 * @param expressions the expressions
 */
record TagExpressions(String where, List<CallExpression> expressions) {

    TagExpressions {
        expressions = List.copyOf(expressions);
    }

    static TagExpressions of(MethodExpressions method, List<String> texts) {
        return new TagExpressions(
                method.where(),
                texts.stream().map(text -> method.after("tags", text)).toList());
    }

    boolean isEmpty() {
        return expressions.isEmpty();
    }

    boolean needsResult() {
        return expressions.stream().anyMatch(CallExpression::needsResult);
    }

    boolean isPlain() {
        return expressions.stream().allMatch(CallExpression::isPlain);
    }

    List<String> of(Call call, @Nullable Object result) {
        List<String> tags = new ArrayList<>();
        for (CallExpression expression : expressions) {
            Object value = expression.value(call, result);
            boolean many = value instanceof Iterable<?>
                    || value != null && value.getClass().isArray();
            for (Object tag : many ? ManyKeys.elements(where, value) : ManyKeys.elements(where, one(value))) {
                add(tags, tag);
            }
        }
        return tags;
    }

    private static List<Object> one(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private void add(List<String> tags, @Nullable Object tag) {
        if (tag == null) {
            return;
        }
        try {
            Tagging.check(tag.toString());
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    where + ": " + unusable.getMessage() + "; correct the expression", unusable);
        }
        tags.add(tag.toString());
    }
}
