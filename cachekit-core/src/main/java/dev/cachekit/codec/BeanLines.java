package dev.cachekit.codec;

import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.ser.PropertyWriter;

/** Lists the properties of a class, sorted: the order of reflection differs between Java machines. */
final class BeanLines {

    private static final String JACKSON = "tools.jackson.";

    private BeanLines() {}

    static SortedSet<String> written(ValueSerializer<?> serializer) {
        SortedSet<String> lines = new TreeSet<>();
        for (Iterator<PropertyWriter> all = serializer.properties(); all.hasNext(); ) {
            PropertyWriter property = all.next();
            lines.add(property.getName() + ":" + property.getType().toCanonical());
        }
        return lines;
    }

    static SortedSet<String> read(BeanDeserializerBase bean) {
        SortedSet<String> lines = new TreeSet<>();
        for (Iterator<SettableBeanProperty> all = bean.properties(); all.hasNext(); ) {
            SettableBeanProperty property = all.next();
            lines.add(property.getName() + ":" + property.getType().toCanonical() + special(property));
        }
        return lines;
    }

    static boolean isOfJackson(Class<?> type) {
        return type.getName().startsWith(JACKSON);
    }

    private static String special(SettableBeanProperty property) {
        ValueDeserializer<?> deserializer = property.getValueDeserializer();
        boolean usual = deserializer == null || isOfJackson(deserializer.getClass());
        return usual ? "" : " by " + deserializer.getClass().getName();
    }
}
