package dev.cachekit.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;

/** Types that a class is read through although no property shows them: of delegating creators and of any-setters. */
final class Delegates {

    private Delegates() {}

    static List<JavaType> of(JavaType type, ValueInstantiator instantiator, DeserializationContext reading) {
        List<JavaType> types = new ArrayList<>();
        add(types, instantiator.getDelegateType(reading.getConfig()));
        add(types, instantiator.getArrayDelegateType(reading.getConfig()));
        AnnotatedMember anySetter = reading.introspectBeanDescription(type).findAnySetterAccessor();
        if (anySetter instanceof AnnotatedMethod method) {
            add(types, method.getParameterType(method.getParameterCount() - 1));
        } else if (anySetter != null) {
            add(types, anySetter.getType());
        }
        return types;
    }

    private static void add(List<JavaType> types, @Nullable JavaType type) {
        if (type != null) {
            types.add(type);
        }
    }
}
