package dev.cachekit.codec;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;

/** Types that Jackson would take, and that yet do not come back as they went. */
final class ForbiddenTypes {

    private static final Set<Class<?>> WITHOUT_OWN_TYPE = Set.of(Object.class, Number.class);
    /** Reading a {@link Class} would load what the bytes name. */
    private static final Set<Class<?>> CLASS_NAMES = Set.of(Class.class, ClassLoader.class);

    private static final List<Class<?>> HANDLES = List.of(
            AutoCloseable.class,
            Future.class,
            CompletionStage.class,
            Iterator.class,
            Thread.class,
            Executor.class,
            Lock.class);

    private ForbiddenTypes() {}

    static void check(Class<?> type, String where, Place place) {
        if (WITHOUT_OWN_TYPE.contains(type)) {
            throw TypeRule.OWN_TYPE.brokenAt(where, place.toString());
        }
        if (CLASS_NAMES.contains(type)) {
            throw TypeRule.NO_CLASS_NAME.brokenAt(where, place.toString());
        }
        if (HANDLES.stream().anyMatch(handle -> handle.isAssignableFrom(type))) {
            throw TypeRule.DATA.brokenAt(where, place.toString());
        }
    }
}
