package dev.cachekit.key;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes one key of any shape. The signs of structure come from here, user text comes in escaped, so no user text can
 * look like structure. For one use by one thread.
 */
final class KeyTextWriter {

    static final String NULL = "%null";
    static final int DEEPEST = 32;
    static final int LONGEST = 1 << 20;

    private final String where;
    private final StringBuilder out = new StringBuilder(48);
    private int depth;

    KeyTextWriter(String where) {
        this.where = where;
    }

    void sign(char sign) {
        out.append(sign);
    }

    String text() {
        return out.toString();
    }

    void write(@Nullable Object value) {
        if (value == null) {
            out.append(NULL);
            return;
        }
        String scalar = ScalarText.of(value);
        if (scalar != null) {
            Escape.append(scalar, out);
        } else {
            writeWithParts(value);
        }
        check(out.length() <= LONGEST, "a key must not be longer than " + LONGEST + " characters", "more");
    }

    private void writeWithParts(Object value) {
        depth++;
        check(depth <= DEEPEST, "a key must not nest more than " + DEEPEST + " levels nor contain itself", "deeper");
        if (value instanceof Record || value.getClass().isArray()) {
            writeFixedParts(value);
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            writeContainer(value);
        } else {
            write(contentOf(value));
        }
        depth--;
    }

    private void writeFixedParts(Object value) {
        if (value instanceof Record) {
            writeRecord(value);
        } else {
            writeArray(value);
        }
    }

    private void writeContainer(Object value) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Set<?> set) {
            writeSet(set);
        } else {
            writeCollection((Collection<?>) value);
        }
    }

    private void writeRecord(Object value) {
        if (!RecordParts.areReadable(value.getClass())) {
            throw new UnsupportedKeyException(where, value.getClass());
        }
        char before = '(';
        for (Method accessor : RecordParts.accessors(value)) {
            out.append(before);
            write(RecordParts.read(accessor, value));
            before = ',';
        }
        out.append(before == '(' ? "()" : ")");
    }

    private void writeArray(Object array) {
        int length = Array.getLength(array);
        out.append('[');
        for (int i = 0; i < length; i++) {
            separate(i);
            write(Array.get(array, i));
        }
        out.append(']');
    }

    private void writeCollection(Collection<?> elements) {
        int i = 0;
        out.append('[');
        for (Object element : elements) {
            separate(i++);
            write(element);
        }
        out.append(']');
    }

    private void writeSet(Set<?> set) {
        Set<String> texts = new TreeSet<>();
        for (Object element : set) {
            int start = out.length();
            write(element);
            texts.add(cutFrom(start));
        }
        writeSorted(texts, "");
    }

    private void writeMap(Map<?, ?> map) {
        Set<String> texts = new TreeSet<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            int start = out.length();
            write(entry.getKey());
            out.append('=');
            write(entry.getValue());
            texts.add(cutFrom(start));
        }
        writeSorted(texts, "=");
    }

    private void writeSorted(Set<String> texts, String whenEmpty) {
        int length = texts.stream().mapToInt(text -> text.length() + 1).sum();
        check(length <= LONGEST, "a key must not be longer than " + LONGEST + " characters", "more");
        out.append('{');
        out.append(texts.isEmpty() ? whenEmpty : String.join(",", texts));
        out.append('}');
    }

    private String cutFrom(int start) {
        String text = out.substring(start);
        out.setLength(start);
        return text;
    }

    private void separate(int index) {
        if (index > 0) {
            out.append(',');
        }
    }

    private @Nullable Object contentOf(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        throw new UnsupportedKeyException(where, value.getClass());
    }

    private void check(boolean holds, String rule, String value) {
        if (!holds) {
            throw new InvalidConfigurationException(
                    where, value, rule, "use a smaller key, or a KeyFunction that makes a short text of it");
        }
    }
}
