package dev.cachekit.spring.aop.plan;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Decides, from declared types alone, whether two keys of one cache can ever have the same text. */
final class KeyKinds {

    private enum Kind {
        NUMBER,
        TRUTH,
        ENUM,
        UUID,
        TIME,
        RECORD,
        SEVERAL,
        ANY
    }

    private KeyKinds() {}

    /** True unless the keys have another number of parts, or a pair of parts whose texts never agree. */
    static boolean mayMatch(OneKey one, OneKey other) {
        List<Optional<ResolvableType>> mine = one.partTypes();
        List<Optional<ResolvableType>> theirs = other.partTypes();
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            Kind left = kind(mine.get(i));
            Kind right = kind(theirs.get(i));
            if (left != Kind.ANY && right != Kind.ANY && left != right) {
                return false;
            }
        }
        return true;
    }

    /** A text can look like any scalar; an optional is its content; of an open type only the call shows the kind. */
    private static Kind kind(Optional<ResolvableType> type) {
        Class<?> declared = type.map(ResolvableType::resolve).orElse(null);
        if (declared == null) {
            return Kind.ANY;
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
        return structured(boxed);
    }

    private static Kind structured(Class<?> type) {
        if (type.isEnum()) {
            return Kind.ENUM;
        }
        if (type.isRecord()) {
            return Kind.RECORD;
        }
        if (TemporalAccessor.class.isAssignableFrom(type) && !type.isInterface()) {
            return Kind.TIME;
        }
        boolean several = type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return several ? Kind.SEVERAL : Kind.ANY;
    }
}
