package dev.cachekit.codec;

import dev.cachekit.ValueFormat;
import dev.cachekit.spi.UnreadableValueException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JavaType;

/**
 * One type in all formats. That which is written is prepared at once, the others when a value of another process is met that
 * is written in them. Safe for use by many threads.
 */
final class TypeInFormats {

    private final FormatMappers mappers;
    private final JavaType type;
    private final ValueFormat format;
    private final TypeInFormat written;
    private final Map<ValueFormat, TypeInFormat> others = new ConcurrentHashMap<>();

    /** The module of the format must be there. */
    TypeInFormats(FormatMappers mappers, JavaType type, ValueFormat format) {
        this.mappers = mappers;
        this.type = type;
        this.format = format;
        this.written = new TypeInFormat(mappers.find(format).orElseThrow(), type);
    }

    /** The format that is written. */
    ValueFormat format() {
        return format;
    }

    /** The type in that format. */
    TypeInFormat written() {
        return written;
    }

    /** The type in any format. */
    TypeInFormat in(ValueFormat found) throws UnreadableValueException {
        return found == format ? written : other(found);
    }

    private TypeInFormat other(ValueFormat found) throws UnreadableValueException {
        TypeInFormat known = others.get(found);
        if (known != null) {
            return known;
        }
        if (mappers.find(found).isEmpty()) {
            throw UnreadableValueException.ofOtherFormat(found);
        }
        return others.computeIfAbsent(
                found, same -> new TypeInFormat(mappers.find(same).orElseThrow(), type));
    }
}
