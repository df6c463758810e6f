package dev.cachekit.spring.aop.selfcall;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Label;

/**
 * What is known of a method's slots at the places it jumps to. A way back into a loop is only seen after the loop, so it is
 * kept for another reading: places count by their order, which is the same each time. For one thread.
 */
final class Ways {

    private final Map<Integer, Slots> back = new HashMap<>();
    private final Map<Label, Slots> ahead = new HashMap<>();
    private final Map<Label, Integer> passed = new HashMap<>();
    private boolean changed;

    /** Begins the next reading; tells whether one is of use. */
    boolean again() {
        boolean useful = changed;
        changed = false;
        ahead.clear();
        passed.clear();
        return useful;
    }

    void jump(Label target, Slots slots) {
        Integer place = passed.get(target);
        if (place == null) {
            ahead.merge(target, slots.copy(), Slots::or);
            return;
        }
        Slots known = back.get(place);
        Slots joined = known == null ? slots.copy() : known.or(slots);
        if (known == null || !joined.equals(known)) {
            back.put(place, joined);
            changed = true;
        }
    }

    /** Returns what all ways to a place agree on; null if none is known. */
    @Nullable
    Slots reach(Label place, @Nullable Slots straight) {
        int order = passed.size();
        passed.put(place, order);
        return joined(joined(straight, ahead.get(place)), back.get(order));
    }

    private static @Nullable Slots joined(@Nullable Slots one, @Nullable Slots other) {
        if (one == null) {
            return other == null ? null : other.copy();
        }
        return other == null ? one : one.or(other);
    }
}
