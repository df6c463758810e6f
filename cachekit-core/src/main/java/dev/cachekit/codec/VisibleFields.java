package dev.cachekit.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/** Notices classes of which Jackson would write nothing although they hold something. */
final class VisibleFields {

    private VisibleFields() {}

    static boolean areShown(Class<?> type, ValueSerializer<?> serializer) {
        boolean bean = serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer;
        return !bean || serializer.properties().hasNext() || !holdsState(type);
    }

    private static boolean holdsState(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredFields()).anyMatch(VisibleFields::isState)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isState(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic();
    }
}
