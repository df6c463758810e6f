package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.NearSettings;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.expression.PlainValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Remembers the keys of one method by the arguments they were made of: most hits of a near cache are for keys that were asked
 * for before. Only where equal arguments always make the same key. Safe for use by many threads.
 */
final class KeyMemory {

    /** Longer keys are made anew: what is remembered must stay small beside what is cached. */
    private static final int LONGEST = 256;

    private static final int MOST_PARAMETERS = 2;
    private static final long KEYS_OF_A_WEIGHED_CACHE = 4_096;

    /** Stands for the first argument of a key that is made of one. */
    private static final Object NONE = "";

    private final int first;
    private final int last;
    private final KeyTable table;

    private KeyMemory(List<Integer> positions, KeyTable table) {
        this.first = positions.get(0);
        this.last = positions.get(positions.size() - 1);
        this.table = table;
    }

    /** Returns null if keys like these cannot be remembered, or if nobody would profit. */
    static @Nullable KeyMemory of(OneKey key, MethodShape shape, NearSettings near) {
        List<Integer> positions = key.parameters().orElse(List.of());
        boolean few = !positions.isEmpty() && positions.size() <= MOST_PARAMETERS;
        if (!near.enabled() || !few || !positions.stream().allMatch(position -> isPlain(shape, position))) {
            return null;
        }
        long keys = near.maxWeight() > 0 ? KEYS_OF_A_WEIGHED_CACHE : near.maxSize();
        return new KeyMemory(positions, KeyTable.forKeys(keys));
    }

    private static boolean isPlain(MethodShape shape, int position) {
        Class<?> type = shape.parameterType(position).resolve();
        return type != null && PlainValue.isTypeOf(ClassUtils.resolvePrimitiveIfNecessary(type));
    }

    /** Returns the key of a call with such arguments, null if it has to be made. Runs nobody's code but that of plain values. */
    @Nullable
    EntryKey find(@Nullable Object[] arguments) {
        Object one = first(arguments);
        Object other = arguments[last];
        return one == null || other == null ? null : table.find(one, other);
    }

    /** Notes the key of a call. The arguments are looked at once more: their declared types promise nothing where casts are unchecked. */
    void keep(@Nullable Object[] arguments, EntryKey key) {
        Object one = first(arguments);
        Object other = arguments[last];
        if (PlainValue.is(one) && PlainValue.is(other) && key.text().length() <= LONGEST) {
            table.keep(Objects.requireNonNull(one), Objects.requireNonNull(other), key);
        }
    }

    private @Nullable Object first(@Nullable Object[] arguments) {
        return first == last ? NONE : arguments[first];
    }
}
