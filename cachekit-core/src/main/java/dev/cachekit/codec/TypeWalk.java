package dev.cachekit.codec;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.jackson.JsonValueSerializer;

/**
 * Walks through a declared type as Jackson reads and writes it, notes the structure and stops at what could not be read
 * back. Asks for the very deserializers that will do the work, so annotations, mix-ins, modules and naming strategies
 * all count. For one walk by one thread.
 */
final class TypeWalk {

    private static final String ROOT = "";

    private final String where;
    private final JsonMapper mapper;
    private final DeserializationContext reading;
    private final SerializationContext writing;
    private final Subtypes subtypes;
    private final TypeStructure structure = new TypeStructure();

    TypeWalk(String where, JsonMapper mapper) {
        this.where = where;
        this.mapper = mapper;
        this.reading = mapper._deserializationContext();
        this.writing = mapper._serializationContext();
        this.subtypes = new Subtypes(where, reading);
    }

    TypeStructure structureOf(JavaType type) {
        try {
            structure.add(ROOT, type.toCanonical());
            visit(type, Place.root(type));
        } catch (JacksonException | IllegalArgumentException e) {
            throw TypeRule.READABLE.brokenAt(where, type.toCanonical(), e);
        }
        return structure;
    }

    private void visit(JavaType type, Place place) {
        ForbiddenTypes.check(type.getRawClass(), where, place);
        String key = place.keyFor(type);
        if (!structure.enter(key)) {
            return;
        }
        ValueDeserializer<?> deserializer = deserializerOf(type, place);
        boolean named = visitSubtypes(type, key, place);
        if (deserializer instanceof BeanDeserializerBase bean) {
            visitBean(type, key, bean, place);
        } else if (deserializer instanceof AbstractDeserializer) {
            require(named, TypeRule.CONCRETE, place);
        } else {
            visitOther(type, key, deserializer, place);
        }
    }

    private ValueDeserializer<?> deserializerOf(JavaType type, Place place) {
        ValueDeserializer<?> found = place.deserializer();
        if (found == null) {
            found = findDeserializer(type, place);
        }
        while (found.getDelegatee() != null) {
            found = found.getDelegatee();
        }
        boolean untyped = found.handledType() == Object.class && BeanLines.isOfJackson(found.getClass());
        require(!untyped, TypeRule.OWN_TYPE, place);
        require(!(found instanceof UnsupportedTypeDeserializer), TypeRule.READABLE, place);
        return found;
    }

    private ValueDeserializer<?> findDeserializer(JavaType type, Place place) {
        try {
            return reading.findContextualValueDeserializer(type, null);
        } catch (JacksonException e) {
            throw TypeRule.READABLE.brokenAt(where, place.toString(), e);
        }
    }

    private boolean visitSubtypes(JavaType type, String key, Place place) {
        if (!subtypes.areNamed(type, place)) {
            return false;
        }
        boolean any = false;
        for (Subtypes.Named subtype : subtypes.of(type, place)) {
            structure.add(
                    key, "subtype " + subtype.name() + "=" + subtype.type().toCanonical());
            visit(subtype.type(), Place.root(subtype.type()));
            any = true;
        }
        return any;
    }

    private void visitBean(JavaType type, String key, BeanDeserializerBase bean, Place place) {
        ValueSerializer<?> serializer = writing.findValueSerializer(type);
        require(isConstructible(bean, serializer), TypeRule.CONSTRUCTIBLE, place);
        require(VisibleFields.areShown(type.getRawClass(), serializer), TypeRule.VISIBLE, place);
        structure.add(key, "writes " + BeanLines.written(serializer));
        structure.add(key, "reads " + BeanLines.read(bean));
        for (Iterator<SettableBeanProperty> all = bean.properties(); all.hasNext(); ) {
            visitProperty(all.next(), place);
        }
        for (JavaType delegate : Delegates.of(type, bean.getValueInstantiator(), reading)) {
            structure.add(key, "through " + delegate.toCanonical());
            visit(delegate, Place.root(delegate));
        }
    }

    private static boolean isConstructible(BeanDeserializerBase bean, ValueSerializer<?> serializer) {
        ValueInstantiator instantiator = bean.getValueInstantiator();
        return instantiator.canCreateUsingDefault()
                || instantiator.canCreateFromObjectWith()
                || instantiator.canCreateUsingDelegate()
                || instantiator.canCreateUsingArrayDelegate()
                || serializer instanceof JsonValueSerializer && instantiator.canInstantiate();
    }

    private void visitProperty(SettableBeanProperty property, Place place) {
        if (!property.isInjectionOnly()) {
            visit(property.getType(), place.property(property));
        }
    }

    private void visitOther(JavaType type, String key, ValueDeserializer<?> deserializer, Place place) {
        boolean ofJackson = BeanLines.isOfJackson(deserializer.getClass());
        if (type.isEnumType()) {
            structure.add(key, EnumLine.of(type, mapper));
        } else if (!ofJackson) {
            structure.add(key, "by " + deserializer.getClass().getName());
        } else {
            visitParts(type, deserializer, place);
        }
    }

    private void visitParts(JavaType type, ValueDeserializer<?> deserializer, Place place) {
        JavaType keyType = type.getKeyType();
        if (keyType != null) {
            visitMapKey(keyType, place.key(keyType));
        }
        JavaType content = type.getContentType();
        if (content != null) {
            visit(content, place.content(content, contentDeserializer(deserializer)));
        }
    }

    private static @Nullable ValueDeserializer<?> contentDeserializer(ValueDeserializer<?> deserializer) {
        return deserializer instanceof ContainerDeserializerBase<?> container
                ? container.getContentDeserializer()
                : null;
    }

    private void visitMapKey(JavaType type, Place place) {
        require(MapKeys.areReadable(type, reading, writing), TypeRule.TEXT_KEY, place);
        if (type.isEnumType() && structure.enter(type.toCanonical())) {
            structure.add(type.toCanonical(), EnumLine.of(type, mapper));
        }
    }

    private void require(boolean holds, TypeRule rule, Place place) {
        if (!holds) {
            throw rule.brokenAt(where, place.toString());
        }
    }
}
