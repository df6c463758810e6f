package dev.cachekit.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Where in a declared type a walk stands, and what was decided for that place by annotations there.
 *
 * @param path for people, such as {@code Feed.posts[]}
 * @param type the type at this place
 * @param deserializer reads this place; null if it is the type's usual one
 * @param typeNames reads which subtype stands here; null if it is the type's usual one
 * @param member the field or method whose annotations may name subtypes; null for none
 * @param isContent whether the member's annotations speak of the content of a container
 */
record Place(
        String path,
        JavaType type,
        @Nullable ValueDeserializer<?> deserializer,
        @Nullable TypeDeserializer typeNames,
        @Nullable AnnotatedMember member,
        boolean isContent) {

    static Place root(JavaType type) {
        return new Place(type.getRawClass().getSimpleName(), type, null, null, null, false);
    }

    Place property(SettableBeanProperty property) {
        String holder = property.getMember() == null
                ? path
                : property.getMember().getDeclaringClass().getSimpleName();
        return new Place(
                holder + "." + property.getName(),
                property.getType(),
                property.getValueDeserializer(),
                property.getValueTypeDeserializer(),
                property.getMember(),
                false);
    }

    /** On a container, annotations about subtypes speak of its content. */
    Place content(JavaType content, @Nullable ValueDeserializer<?> contentDeserializer) {
        return new Place(path + "[]", content, contentDeserializer, null, member, true);
    }

    Place key(JavaType key) {
        return new Place(path + " (key)", key, null, null, null, false);
    }

    /** Two places of one type are the same to a walk, unless annotations at one of them say otherwise. */
    String keyFor(JavaType type) {
        boolean special = typeNames != null && member != null;
        return special ? type.toCanonical() + " at " + path : type.toCanonical();
    }

    @Override
    public String toString() {
        String name = type.toCanonical();
        return path.equals(type.getRawClass().getSimpleName()) ? name : name + " in " + path;
    }
}
