package dev.cachekit.spring.aop.plan;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Decides, from declared types alone, whether two keys of one cache can ever have the same text. Numbers of all types agree,
 * and a text can look like any of them, so only what can never agree is told apart.
 */
final class KeyKinds {

    /** Types that all write the same instant the same way, if not always. */
    private static final Set<Class<?>> INSTANTS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    private enum Kind {
        NUMBER,
        TRUTH,
        UUID,
        INSTANT,
        SEVERAL
    }

    /**
     * Records write their components in brackets.
     *
     * @param components how many there are
     */
    private record Components(int components) {}

    private KeyKinds() {}

    /** True unless the keys have another number of parts, or a pair of parts whose texts never agree. */
    static boolean mayMatch(OneKey one, OneKey other) {
        List<Optional<ResolvableType>> mine = one.partTypes();
        List<Optional<ResolvableType>> theirs = other.partTypes();
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!mayMatch(kind(mine.get(i)), kind(theirs.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayMatch(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return true;
        }
        if (one instanceof Class<?> mine && other instanceof Class<?> theirs && mine.isEnum() && theirs.isEnum()) {
            return !Collections.disjoint(names(mine), names(theirs));
        }
        return one.equals(other);
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    /** Null for what may have any text: a text, an optional, a year, an open type of which only the call shows the kind. */
    private static @Nullable Object kind(Optional<ResolvableType> type) {
        Class<?> declared = type.map(ResolvableType::resolve).orElse(null);
        if (declared == null) {
            return null;
        }
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(declared);
        if (Number.class.isAssignableFrom(boxed)) {
            return Kind.NUMBER;
        }
        if (boxed == Boolean.class) {
            return Kind.TRUTH;
        }
        if (boxed == UUID.class) {
            return Kind.UUID;
        }
        return boxed.isEnum() ? boxed : structured(boxed);
    }

    private static @Nullable Object structured(Class<?> type) {
        if (type.isRecord()) {
            return new Components(type.getRecordComponents().length);
        }
        if (INSTANTS.contains(type)) {
            return Kind.INSTANT;
        }
        if (TemporalAccessor.class.isAssignableFrom(type)) {
            return type.isInterface() || type == Year.class ? null : type;
        }
        boolean several = type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return several ? Kind.SEVERAL : null;
    }
}
