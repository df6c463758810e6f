package dev.cachekit.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Finds the subtypes that annotations name, and refuses those named by their class. For use by one thread. */
final class Subtypes {

    /**
     * A subtype that can be read.
     *
     * @param name what stands for it in JSON
     * @param type the subtype
     */
    record Named(String name, JavaType type) {}

    private final String where;
    private final DeserializationContext reading;

    Subtypes(String where, DeserializationContext reading) {
        this.where = where;
        this.reading = reading;
    }

    /** Tells whether JSON names the subtype at this place. */
    boolean areNamed(JavaType type, Place place) {
        TypeDeserializer names = namesAt(type, place);
        if (names == null) {
            return false;
        }
        JsonTypeInfo.Id id = names.getTypeIdResolver() == null
                ? null
                : names.getTypeIdResolver().getMechanism();
        if (id == JsonTypeInfo.Id.CLASS || id == JsonTypeInfo.Id.MINIMAL_CLASS) {
            throw TypeRule.NO_CLASS_NAME.brokenAt(where, place.toString());
        }
        return true;
    }

    List<Named> of(JavaType type, Place place) {
        List<Named> found = new ArrayList<>();
        for (NamedType subtype : collect(type, place)) {
            if (isReadableAs(type, subtype.getType())) {
                found.add(named(type, subtype));
            }
        }
        addDefault(type, place, found);
        found.sort((one, other) -> one.toString().compareTo(other.toString()));
        return found;
    }

    /** Siblings are listed too: what is named at a common parent. */
    private static boolean isReadableAs(JavaType type, Class<?> subtype) {
        return type.getRawClass().isAssignableFrom(subtype) && !Modifier.isAbstract(subtype.getModifiers());
    }

    private void addDefault(JavaType type, Place place, List<Named> found) {
        TypeDeserializer names = namesAt(type, place);
        Class<?> implementation = names == null ? null : names.getDefaultImpl();
        if (implementation != null && type.getRawClass().isAssignableFrom(implementation)) {
            found.add(new Named("(default)", reading.constructSpecializedType(type, implementation)));
        }
    }

    private Named named(JavaType type, NamedType subtype) {
        String name = subtype.hasName() ? subtype.getName() : "";
        return new Named(name, reading.constructSpecializedType(type, subtype.getType()));
    }

    private Collection<NamedType> collect(JavaType type, Place place) {
        DeserializationConfig config = reading.getConfig();
        AnnotatedMember member = place.member();
        return member == null
                ? config.getSubtypeResolver()
                        .collectAndResolveSubtypesByTypeId(config, reading.introspectClassAnnotations(type))
                : config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, member, type);
    }

    private @Nullable TypeDeserializer namesAt(JavaType type, Place place) {
        AnnotatedMember member = place.member();
        if (place.typeNames() != null) {
            return place.typeNames();
        }
        if (place.isContent() && member != null && isContainer(member)) {
            JavaType container = reading.getTypeFactory().constructType(member.getType());
            TypeDeserializer byMember = reading.findPropertyContentTypeDeserializer(container, member);
            if (byMember != null) {
                return byMember;
            }
        }
        return reading.findTypeDeserializer(type);
    }

    private static boolean isContainer(AnnotatedMember member) {
        return member.getType() != null
                && (member.getType().isContainerType() || member.getType().isReferenceType());
    }
}
