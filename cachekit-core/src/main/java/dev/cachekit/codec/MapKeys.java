package dev.cachekit.codec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.jdk.JDKKeySerializers;

/**
 * Finds map keys that go one way only: Jackson writes a class it does not know by its {@code toString}, and reads it
 * through any constructor that takes a text.
 */
final class MapKeys {

    private MapKeys() {}

    static boolean areReadable(JavaType type, DeserializationContext reading, SerializationContext writing) {
        Class<?> raw = type.getRawClass();
        if (raw == Object.class || raw == Class.class) {
            return false;
        }
        try {
            reading.findKeyDeserializer(type, null);
            boolean known = raw.isEnum() || raw.getName().startsWith("java.");
            return known || !isByToString(writing.findKeySerializer(type, null));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isByToString(ValueSerializer<?> serializer) {
        return serializer instanceof JDKKeySerializers.Default || serializer instanceof JDKKeySerializers.Dynamic;
    }
}
