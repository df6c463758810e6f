package dev.cachekit.spring.topic;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean, called through the bean's proxy if it has one.
 *
 * @param bean the bean
 * @param method the method as the bean, or its proxy, has it
 */
record BeanMethod(Object bean, Method method) {

    static BeanMethod of(ListenerPlace place, Object bean, Method method) {
        try {
            Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
            ReflectionUtils.makeAccessible(invocable);
            return new BeanMethod(bean, invocable);
        } catch (IllegalStateException notOnTheProxy) {
            throw place.refused(
                    "a proxy of interfaces that lack " + method.getName(),
                    "calls must pass through the bean's proxy",
                    "declare the method on an interface, or set spring.aop.proxy-target-class=true");
        }
    }

    void call(Object... arguments) throws Throwable {
        try {
            method.invoke(bean, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
