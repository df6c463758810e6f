package dev.cachekit.spring.topic;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.TopicListener;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where an annotation stands, as messages name it.
 *
 * @param beanClass the class of the bean, without proxies
 * @param method the method
 */
record ListenerPlace(Class<?> beanClass, Method method) {

    InvalidConfigurationException refused(String value, String rule, String remedy) {
        return new InvalidConfigurationException(toString(), value, rule, remedy);
    }

    /** For example {@code @TopicListener on Screen#show(Order)}. */
    @Override
    public String toString() {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return "@" + TopicListener.class.getSimpleName() + " on " + beanClass.getSimpleName() + "#" + method.getName()
                + "(" + parameters + ")";
    }
}
