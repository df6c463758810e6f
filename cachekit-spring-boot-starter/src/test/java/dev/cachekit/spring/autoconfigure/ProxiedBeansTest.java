package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A bean is proxied for one reason only: one of its methods carries an annotation that has an effect. */
class ProxiedBeansTest {

    private final ApplicationContextRunner enabled = Starts.with("cachekit.backend=in-process");
    private final ApplicationContextRunner disabled = Starts.with("cachekit.enabled=false");

    static class Plain {
        public String call() {
            return "plain";
        }
    }

    interface Greeter {
        String greet();
    }

    static class PlainGreeter implements Greeter {
        @Override
        public String greet() {
            return "hello";
        }
    }

    static class Reading {
        @CacheAside("numbers")
        public int call(long id) {
            return 1;
        }
    }

    @CacheAside
    static class ReadingByItsClass {
        public int call(long id) {
            return 1;
        }
    }

    interface Reader {
        @CacheAside("numbers")
        int call(long id);
    }

    static class ReadingByItsInterface implements Reader {
        @Override
        public int call(long id) {
            return 1;
        }
    }

    static class Writing {
        @WriteThrough(cache = "numbers", key = "#id")
        public int call(long id) {
            return 1;
        }
    }

    static class Removing {
        @Invalidate(cache = "numbers", key = "#id")
        public void call(long id) {}
    }

    static class Joining {
        @SingleFlight("flight")
        public int call(long id) {
            return 1;
        }
    }

    static class Limited {
        @RateLimited(name = "limiter", permits = 1, per = "1s")
        public int call(long id) {
            return 1;
        }
    }

    static class Locked {
        @WithLock("lock")
        public int call(long id) {
            return 1;
        }
    }

    static class LockedAndRemoving {
        @WithLock("lock")
        public int call(long id) {
            return 1;
        }

        @Invalidate(cache = "numbers", key = "#id")
        public void changed(long id) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Reading.class,
                ReadingByItsClass.class,
                ReadingByItsInterface.class,
                Writing.class,
                Removing.class,
                Joining.class,
                Limited.class,
                Locked.class,
                LockedAndRemoving.class
            })
    void onlyTheAnnotatedBeanIsProxied(Class<?> annotated) {
        beside(enabled, annotated).run(context -> assertThat(proxies(context)).containsExactly(annotated));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Reading.class,
                ReadingByItsClass.class,
                ReadingByItsInterface.class,
                Writing.class,
                Removing.class,
                Joining.class
            })
    void nothingIsProxiedForCallsThatPassThroughWhileSwitchedOff(Class<?> annotated) {
        beside(disabled, annotated).run(context -> assertThat(proxies(context)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(classes = {Limited.class, Locked.class, LockedAndRemoving.class})
    void whatCoordinatesIsProxiedAlsoWhileSwitchedOff(Class<?> annotated) {
        beside(disabled, annotated).run(context -> assertThat(proxies(context)).containsExactly(annotated));
    }

    private static ApplicationContextRunner beside(ApplicationContextRunner runner, Class<?> annotated) {
        return runner.withUserConfiguration(Plain.class, PlainGreeter.class, annotated);
    }

    /** The classes of all beans of the application, ours and Spring's among them, that are proxies. */
    private static List<Class<?>> proxies(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed().hasSingleBean(Plain.class).hasSingleBean(Greeter.class);
        return Stream.of(context.getBeanDefinitionNames())
                .map(context::getBean)
                .filter(AopUtils::isAopProxy)
                .<Class<?>>map(AopUtils::getTargetClass)
                .toList();
    }
}
