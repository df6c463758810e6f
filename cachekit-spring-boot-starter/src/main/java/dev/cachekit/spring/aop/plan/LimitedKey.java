package dev.cachekit.spring.aop.plan;

import dev.cachekit.key.KeyText;
import dev.cachekit.limit.LimitKey;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a limit counts for.
 *
 * @param expression the expression; null for one key per limiter
 * @param texts makes the key's text
 */
record LimitedKey(@Nullable CallExpression expression, KeyText texts) {

    LimitKey of(Call call) {
        if (expression == null) {
            return new LimitKey("", texts.ofParts(List.of()));
        }
        Object key = expression.value(call, null);
        String text = texts.of(key);
        return new LimitKey(key instanceof String given ? given : text, text);
    }
}
