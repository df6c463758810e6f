package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a call: one, or one for each element of a collection or array. */
sealed interface ManyKeys {

    /** Makes the keys; result is null before the method. */
    List<EntryKey> keys(Call call, @Nullable Object result, KeyTexts texts);

    boolean needsResult();

    boolean isPlain();

    /** The key, or each of them, as far as declarations show it. */
    OneKey seen();

    /** One key. */
    record One(OneKey key) implements ManyKeys {

        @Override
        public OneKey seen() {
            return key;
        }

        @Override
        public List<EntryKey> keys(Call call, @Nullable Object result, KeyTexts texts) {
            return List.of(texts.key(key.parts(call, result)));
        }

        @Override
        public boolean needsResult() {
            return key.needsResult();
        }

        @Override
        public boolean isPlain() {
            return key.isPlain();
        }
    }

    /**
     * One key per element.
     *
     * @param where the annotation's place
     * @param expression yields the collection
     */
    record Each(String where, CallExpression expression) implements ManyKeys {

        @Override
        public OneKey seen() {
            return OneKey.ofEach(expression);
        }

        @Override
        public List<EntryKey> keys(Call call, @Nullable Object result, KeyTexts texts) {
            List<EntryKey> keys = new ArrayList<>();
            for (Object element : elements(where, expression.value(call, result))) {
                keys.add(texts.key(new @Nullable Object[] {element}));
            }
            return keys;
        }

        @Override
        public boolean needsResult() {
            return expression.needsResult();
        }

        @Override
        public boolean isPlain() {
            return expression.isPlain();
        }
    }

    /** Reads a collection or array; null holds nothing. */
    static Iterable<? extends @Nullable Object> elements(String where, @Nullable Object several) {
        if (several == null) {
            return List.of();
        }
        if (several instanceof Iterable<?> elements) {
            return elements;
        }
        if (!several.getClass().isArray()) {
            throw new IllegalStateException(where + ": keys must be a collection or array but was a "
                    + several.getClass().getName() + "; use key for one key");
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(several); i++) {
            elements.add(Array.get(several, i));
        }
        return elements;
    }
}
