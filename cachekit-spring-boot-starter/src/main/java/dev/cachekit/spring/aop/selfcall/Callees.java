package dev.cachekit.spring.aop.selfcall;

import dev.cachekit.spring.aop.annotated.AnnotatedClass;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * The annotated methods of a bean class by all the names and types under which code of its hierarchy may call them.
 *
 * @param types the class, its superclasses and interfaces, by their names with slashes
 * @param methods by name and descriptor
 */
record Callees(Set<String> types, Map<String, AnnotatedMethod> methods) {

    static Callees of(AnnotatedClass bean) {
        Set<String> types = new LinkedHashSet<>();
        Map<String, AnnotatedMethod> methods = new HashMap<>();
        for (Class<?> type : hierarchy(bean.type())) {
            types.add(Type.getInternalName(type));
            for (Method declared : type.getDeclaredMethods()) {
                AnnotatedMethod annotated = annotated(bean, declared);
                if (annotated != null) {
                    methods.put(declared.getName() + Type.getMethodDescriptor(declared), annotated);
                }
            }
        }
        return new Callees(types, methods);
    }

    private static @Nullable AnnotatedMethod annotated(AnnotatedClass bean, Method declared) {
        return Modifier.isStatic(declared.getModifiers())
                ? null
                : bean.find(AnnotatedClasses.running(declared, bean.type()));
    }

    static Set<Class<?>> hierarchy(Class<?> beanClass) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = beanClass; type != null && type != Object.class; type = type.getSuperclass()) {
            types.add(type);
        }
        types.addAll(ClassUtils.getAllInterfacesForClassAsSet(beanClass));
        return types;
    }

    /** Returns the annotated method that runs; null if none does. */
    @Nullable
    AnnotatedMethod find(MethodFlow.Call call) {
        AnnotatedMethod found = types.contains(call.owner()) ? methods.get(call.name() + call.descriptor()) : null;
        return found != null && call.isSpecial() && isOverridden(found, call) ? null : found;
    }

    /** What {@code super} calls is not the method that runs, if that overrides it. */
    private static boolean isOverridden(AnnotatedMethod running, MethodFlow.Call call) {
        Class<?> declaring = running.method().getDeclaringClass();
        for (Class<?> type = running.beanClass(); type != null; type = type.getSuperclass()) {
            if (Type.getInternalName(type).equals(call.owner())) {
                return !declaring.isAssignableFrom(type);
            }
        }
        return true; // the default method of an interface
    }
}
