package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.KeyFunction;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.engine.CacheKitEngine;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** No annotation is without effect: a bean is intercepted, or the start is stopped. */
class InterceptionTest {

    interface Greeting {
        String greet(String name);
    }

    static class Greeter implements Greeting {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        @CacheAside(cache = "greeting", ttl = "3m")
        public String greet(String name) {
            return name + calls.incrementAndGet();
        }

        @CacheAside("hidden")
        public String notOnTheInterface(String name) {
            return name;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MadeTooEarly {

        @Bean
        static BeanFactoryPostProcessor early(Greeter greeter) {
            return beans -> assertThat(greeter).isNotNull();
        }

        @Bean
        static Greeter greeter() {
            return new Greeter();
        }
    }

    @Test
    void refusesABeanThatIsMadeTooEarly() {
        Contexts.refuses(
                Contexts.with(MadeTooEarly.class),
                "@CacheAside on Greeter#",
                "bean greeter without a proxy",
                "BeanPostProcessor");
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutProxies {

        @Bean
        static BeanDefinitionRegistryPostProcessor removal() {
            return new BeanDefinitionRegistryPostProcessor() {
                @Override
                public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
                    registry.removeBeanDefinition(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME);
                }
            };
        }
    }

    @Test
    void refusesAContextWithoutAutoProxying() {
        Contexts.refuses(Contexts.with(WithoutProxies.class, Greeter.class), "without a proxy", "leave proxies on");
    }

    @Test
    void refusesAMethodThatIsNotOnTheInterfacesOfItsProxy() {
        Contexts.refuses(
                Contexts.with(Greeter.class).withPropertyValues("spring.aop.proxy-target-class=false"),
                "Greeter#notOnTheInterface(String)",
                "spring.aop.proxy-target-class=true");
    }

    @Test
    void interceptsAlsoWhereSpringBootsAutoProxyingIsSwitchedOff() {
        Contexts.with(Greeter.class)
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withPropertyValues("spring.aop.auto=false")
                .run(context -> assertThat(AopUtils.isCglibProxy(context.getBean(Greeter.class)))
                        .isTrue());
    }

    @Test
    void sharesTheAutoProxyCreatorWithSpringBoot() {
        Contexts.with(Greeter.class)
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .run(context -> {
                    Greeter greeter = context.getBean(Greeter.class);
                    assertThat(greeter.greet("a")).isEqualTo(greeter.greet("a"));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        @Lazy
        Greeter greeter() {
            throw new AssertionError("made although it is lazy");
        }
    }

    @Test
    void readsTheAnnotationsOfLazyBeansWithoutMakingThem() {
        Contexts.with(Beans.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(AnnotatedCaches.class).names()).containsExactlyInAnyOrder("greeting", "hidden");
        });
    }

    static class Wrong {
        @CacheAside(cache = "c", key = "#nobody")
        public String get(String name) {
            return name;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyMistake {

        @Bean
        @Lazy
        Wrong wrong() {
            return new Wrong();
        }
    }

    @Test
    void refusesMistakesInLazyBeansAtTheStart() {
        Contexts.refuses(Contexts.with(LazyMistake.class), "@CacheAside on Wrong#get(String)", "#nobody");
    }

    @Configuration(proxyBeanMethods = false)
    static class DeclaredAsInterface {

        @Bean
        Greeting greeting() {
            return new Greeter();
        }
    }

    @Test
    void findsAnnotationsOfAClassThatTheBeanMethodDoesNotDeclare() {
        Contexts.with(DeclaredAsInterface.class).run(context -> {
            Greeting greeting = context.getBean(Greeting.class);
            assertThat(greeting.greet("a")).isEqualTo(greeting.greet("a"));
            assertThat(context.getBean(CacheKitEngine.class)
                            .regions()
                            .settings("greeting")
                            .ttl()
                            .duration())
                    .isEqualTo(Duration.ofMinutes(3));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class TooLate {

        @Bean
        String user(CacheKitEngine engine) {
            return engine.cache("greeting", String.class).get("x").orElse("");
        }

        @Bean
        Greeting greeting() {
            return new Greeter();
        }
    }

    @Test
    void refusesAnnotationsThatComeTooLateForTheirCache() {
        Contexts.refuses(
                Contexts.with(TooLate.class),
                "cache greeting",
                "its annotations must be known before it is used",
                "declare the bean's class");
    }

    interface Repository<K, V> {
        V find(K key);
    }

    interface Greetings extends Repository<Long, String> {
        @Override
        @CacheAside(cache = "found", key = "#p0")
        String find(Long key);
    }

    static class GreetingsFactory implements FactoryBean<Greetings> {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Greetings getObject() {
            return (Greetings) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Greetings.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("find") ? "found " + calls.incrementAndGet() : "proxy");
        }

        @Override
        public Class<?> getObjectType() {
            return Greetings.class;
        }
    }

    @Test
    void interceptsProxiesThatAFactoryMakesSuchAsRepositories() {
        Contexts.with(GreetingsFactory.class).run(context -> {
            Greetings greetings = context.getBean(Greetings.class);
            assertThat(greetings.find(1L)).isEqualTo(greetings.find(1L)).isEqualTo("found 1");
            Repository<Long, String> general = greetings;
            assertThat(general.find(1L)).isEqualTo("found 1");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Greeter greeter() {
            return new Greeter();
        }
    }

    @Test
    void interceptsTheTargetsOfScopedProxies() {
        Contexts.with(Scoped.class).run(context -> {
            Greeter greeter = context.getBean(Greeter.class);
            assertThat(greeter.greet("scoped")).isEqualTo(greeter.greet("scoped"));
        });
    }

    static class Base<T> {
        private final AtomicInteger calls = new AtomicInteger();

        @CacheAside("base")
        public T make(String key) {
            calls.incrementAndGet();
            return value(key);
        }

        T value(String key) {
            throw new UnsupportedOperationException();
        }

        int calls() {
            return calls.get();
        }
    }

    static class Numbers extends Base<Integer> {
        @Override
        Integer value(String key) {
            return key.length();
        }
    }

    @Test
    void resolvesTypeVariablesOfSuperclasses() {
        Contexts.with(Numbers.class).run(context -> {
            Numbers numbers = context.getBean(Numbers.class);
            assertThat(numbers.make("abc")).isEqualTo(3);
            assertThat(numbers.make("abc")).isEqualTo(3);
            assertThat(numbers.calls()).isEqualTo(1);
        });
    }

    static class ThreadNames {
        @CacheAside("thread")
        public String name(Thread thread) {
            return thread.getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ThreadKeys {
        @Bean
        KeyFunction keys() {
            return key -> ((Thread) key).getName();
        }
    }

    @Test
    void allowsAnyKeyTypeWithAKeyFunction() {
        Contexts.with(ThreadNames.class, ThreadKeys.class)
                .run(context -> assertThat(context.getBean(ThreadNames.class).name(Thread.currentThread()))
                        .isEqualTo(Thread.currentThread().getName()));
    }

    /** Unused here, but part of a scan that must not fail on what it does not know. */
    static class Suppliers {
        @Bean
        Supplier<String> supplier() {
            return () -> "supplied";
        }
    }

    @Test
    void leavesUnrelatedBeansAlone() {
        Contexts.with(Suppliers.class)
                .run(context ->
                        assertThat(context.getBean(Supplier.class).get()).isEqualTo("supplied"));
    }
}
