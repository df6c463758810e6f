package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.shapes.BlockingOps;
import dev.cachekit.spring.aop.shapes.FluxOps;
import dev.cachekit.spring.aop.shapes.FutureOps;
import dev.cachekit.spring.aop.shapes.MonoOps;
import dev.cachekit.spring.aop.shapes.SuspendingOps;
import dev.cachekit.spring.aop.shapes.Work;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A shape of methods, and how a test gets at what they give. */
enum Shape {
    BLOCKING(BlockingOps.class, BlockingOps::new) {
        @Override
        @Nullable
        Object content(Object bean, String method, long id) throws Throwable {
            return invoke(bean, method, id);
        }
    },
    FUTURE(FutureOps.class, FutureOps::new) {
        @Override
        @Nullable
        Object content(Object bean, String method, long id) throws Throwable {
            try {
                return ((CompletableFuture<?>) invoke(bean, method, id)).join();
            } catch (CompletionException failure) {
                throw failure.getCause();
            }
        }
    },
    MONO(MonoOps.class, MonoOps::new) {
        @Override
        @Nullable
        Object content(Object bean, String method, long id) throws Throwable {
            return ((Mono<?>) invoke(bean, method, id)).block();
        }
    },
    FLUX(FluxOps.class, FluxOps::new) {
        @Override
        @Nullable
        Object content(Object bean, String method, long id) throws Throwable {
            List<?> all = ((Flux<?>) invoke(bean, method, id)).collectList().block();
            return all.isEmpty() ? null : all.get(0);
        }
    },
    SUSPENDING(SuspendingOps.class, work -> new SuspendingOps(work.run(), work.threads())) {
        @Override
        @Nullable
        Object content(Object bean, String method, long id) throws Throwable {
            return BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE,
                    (scope, continuation) -> begun(bean, method, id, (Continuation<?>) continuation));
        }

        private Object begun(Object bean, String method, long id, Continuation<?> continuation) {
            try {
                return bean.getClass()
                        .getMethod(method, long.class, Continuation.class)
                        .invoke(bean, id, continuation);
            } catch (InvocationTargetException thrown) {
                ReflectionUtils.rethrowRuntimeException(thrown.getCause());
                throw new IllegalStateException(thrown);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    };

    private final Class<?> ops;
    private final Function<Work, Object> maker;

    Shape(Class<?> ops, Function<Work, Object> maker) {
        this.ops = ops;
        this.maker = maker;
    }

    /** Adds a bean of this shape. */
    ApplicationContextRunner with(ApplicationContextRunner runner, Work work) {
        return runner.withBean("ops", typed(), () -> maker.apply(work));
    }

    @SuppressWarnings("unchecked") // the maker makes what the class says
    private Class<Object> typed() {
        return (Class<Object>) ops;
    }

    /** Calls a method and waits for its content, or throws what it failed with. */
    abstract @Nullable Object content(Object bean, String method, long id) throws Throwable;

    private static Object invoke(Object bean, String method, long id) throws Throwable {
        try {
            return bean.getClass().getMethod(method, long.class).invoke(bean, id);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
