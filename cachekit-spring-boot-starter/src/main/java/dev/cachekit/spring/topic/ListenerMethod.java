package dev.cachekit.spring.topic;

import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.TypeRef;
import dev.cachekit.annotation.TopicListener;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * A method that listens, checked.
 *
 * @param place where the annotation stands
 * @param topics what it listens to
 * @param type the type of its messages
 * @param options how messages wait for it
 * @param onMissed is told of missed messages; null if nobody is
 */
record ListenerMethod(
        ListenerPlace place,
        List<String> topics,
        TypeRef<?> type,
        SubscribeOptions options,
        @Nullable Method onMissed) {

    static ListenerMethod of(ListenerPlace place, TopicListener annotation, UnaryOperator<String> placeholders) {
        requireSignature(place);
        SubscribeOptions options = new SubscribeOptions(
                positive(place, "capacity", annotation.capacity()),
                annotation.overflow(),
                positive(place, "handlers", annotation.handlers()));
        return new ListenerMethod(
                place, topics(place, annotation, placeholders), type(place), options, onMissed(place, annotation));
    }

    /** The arguments of a call. */
    Object[] arguments(String topic, Object message) {
        return place.method().getParameterCount() == 1 ? new Object[] {message} : new Object[] {message, topic};
    }

    private static void requireSignature(ListenerPlace place) {
        Method method = place.method();
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw place.refused(
                    Modifier.toString(method.getModifiers()) + " method",
                    "the method must not be private or static",
                    "give it package visibility");
        }
        if (method.getReturnType() != void.class) {
            throw place.refused(
                    "result " + method.getReturnType().getSimpleName(),
                    "nobody hears what a listener returns",
                    "return void");
        }
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length < 1 || parameters.length > 2 || parameters.length == 2 && parameters[1] != String.class) {
            throw place.refused(
                    parameters.length + " parameters",
                    "a listener takes the message and, if it wants, the name of the topic as a String behind it",
                    "write for example void on(Order order, String topic)");
        }
    }

    private static int positive(ListenerPlace place, String attribute, int number) {
        if (number < 1) {
            throw place.refused(attribute + " = " + number, attribute + " must be positive", "give at least 1");
        }
        return number;
    }

    private static List<String> topics(
            ListenerPlace place, TopicListener annotation, UnaryOperator<String> placeholders) {
        List<String> value = List.of(annotation.value());
        List<String> topics = List.of(annotation.topics());
        if (!value.isEmpty() && !topics.isEmpty() && !value.equals(topics)) {
            throw place.refused(
                    "value = " + value + ", topics = " + topics,
                    "value and topics are two names of one attribute and must not differ",
                    "set one of them");
        }
        List<String> resolved = (topics.isEmpty() ? value : topics)
                .stream().map(name -> resolved(place, name, placeholders)).toList();
        if (resolved.isEmpty() || resolved.stream().anyMatch(String::isBlank)) {
            throw place.refused(resolved.toString(), "a listener must name its topics", "name at least one");
        }
        return resolved;
    }

    private static String resolved(ListenerPlace place, String name, UnaryOperator<String> placeholders) {
        try {
            return placeholders.apply(name).trim();
        } catch (IllegalArgumentException unresolved) {
            throw place.refused(
                    "topics = \"" + name + "\"",
                    "every placeholder must have a value",
                    "set the property, or give a default as in ${name:default}");
        }
    }

    private static TypeRef<?> type(ListenerPlace place) {
        Type declared = declared(place);
        try {
            return TypeRef.of(declared);
        } catch (IllegalArgumentException unknown) {
            throw place.refused(
                    declared.getTypeName(),
                    "the type of the messages must be known",
                    "declare the parameter with a type without variables");
        }
    }

    /** A variable that the bean's class gives a generic type keeps its arguments. */
    private static Type declared(ListenerPlace place) {
        Type written = place.method().getGenericParameterTypes()[0];
        ResolvableType parameter = ResolvableType.forMethodParameter(place.method(), 0, place.beanClass());
        Class<?> raw = parameter.resolve();
        return written instanceof TypeVariable && raw != null && parameter.hasGenerics()
                ? ResolvableType.forClassWithGenerics(raw, parameter.getGenerics())
                        .getType()
                : GenericTypeResolver.resolveType(written, place.beanClass());
    }

    private static @Nullable Method onMissed(ListenerPlace place, TopicListener annotation) {
        if (annotation.onMissed().isEmpty()) {
            return null;
        }
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(place.beanClass()))
                .filter(method -> method.getName().equals(annotation.onMissed()) && takesMissed(method))
                .findFirst()
                .orElseThrow(() -> place.refused(
                        "onMissed = \"" + annotation.onMissed() + "\"",
                        "it must name a method of the same class, not private or static, with a parameter of type Missed"
                                + " or none",
                        "write for example void " + annotation.onMissed() + "(Missed missed)"));
    }

    private static boolean takesMissed(Method method) {
        boolean reachable = !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
        Class<?>[] parameters = method.getParameterTypes();
        return reachable && (parameters.length == 0 || parameters.length == 1 && parameters[0] == Missed.class);
    }
}
