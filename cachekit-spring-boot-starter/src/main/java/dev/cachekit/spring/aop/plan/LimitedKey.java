package dev.cachekit.spring.aop.plan;

import dev.cachekit.key.KeyText;
import dev.cachekit.limit.LimitKey;
import dev.cachekit.spring.aop.expression.CallExpression;
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
            return LimitKey.NONE;
        }
        Object key = expression.value(call, null);
        return KeyText.plain(key).map(given -> LimitKey.of(given, texts::of)).orElseGet(() -> withParts(key));
    }

    /** Code cannot name it: a text that reads alike is another key. */
    private LimitKey withParts(@Nullable Object key) {
        String text = texts.of(key);
        return new LimitKey(text, text);
    }
}
