package dev.cachekit.spring.aop.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation says is to be removed.
 *
 * @param texts the cache's keys
 * @param keys makes the keys; null with a glob
 * @param glob the glob; null with keys
 */
record InvalidateTarget(
        KeyTexts texts, @Nullable ManyKeys keys, @Nullable String glob) {

    Removal of(Call call, @Nullable Object result) {
        return new Removal(texts.space(), keys == null ? List.of() : keys.keys(call, result, texts), glob);
    }

    boolean needsResult() {
        return keys != null && keys.needsResult();
    }

    /** Whether the keys can be had before the method, at no cost and without a trace. */
    boolean isKnownBefore() {
        return keys == null || keys.isPlain() && !keys.needsResult();
    }
}
