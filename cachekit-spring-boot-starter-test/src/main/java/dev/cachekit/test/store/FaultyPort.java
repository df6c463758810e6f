package dev.cachekit.test.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one port, whichever it is: a method that returns a stage is a request, one that takes a {@link Consumer}
 * is told messages. What stands behind can be exchanged; its listeners move along.
 */
final class FaultyPort<T> implements InvocationHandler {

    private final Class<T> type;
    private final Condition condition;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile T port;

    private record Told(Method method, Consumer<?> listener) {}

    FaultyPort(Class<T> type, T port, Condition condition) {
        this.type = type;
        this.port = port;
        this.condition = condition;
    }

    /** Returns what others see as the port. */
    T face() {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    void moveTo(T another) throws Throwable {
        port = another;
        for (Told each : told) {
            call(each.method(), each.listener());
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a request gives a stage, whatever of
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return condition.send(method.getName(), () -> (CompletionStage<Object>) request(method, arguments));
        }
        if (arguments.length == 1 && arguments[0] instanceof Consumer<?> listener) {
            Consumer<?> lossy = lossy(listener);
            told.add(new Told(method, lossy));
            return call(method, lossy);
        }
        return call(method, arguments);
    }

    private <M> Consumer<M> lossy(Consumer<M> listener) {
        return message -> {
            if (condition.hears()) {
                listener.accept(message);
            }
        };
    }

    private Object request(Method method, Object[] arguments) {
        try {
            return call(method, arguments);
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable impossible) { // no port declares a checked exception
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("NullAway") // what a method of a port returns is its own affair
    private Object call(Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(port, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}
