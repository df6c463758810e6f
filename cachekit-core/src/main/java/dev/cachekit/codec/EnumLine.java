package dev.cachekit.codec;

import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Lists the constants of an enum as they stand in JSON. */
final class EnumLine {

    private EnumLine() {}

    static String of(JavaType type, JsonMapper mapper) {
        SortedSet<String> constants = new TreeSet<>();
        for (Object constant : type.getRawClass().getEnumConstants()) {
            constants.add(mapper.writerFor(type).writeValueAsString(constant));
        }
        return "constants " + constants;
    }
}
