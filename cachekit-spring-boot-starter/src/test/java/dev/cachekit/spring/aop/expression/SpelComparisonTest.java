package dev.cachekit.spring.aop.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.NameMatchCacheOperationSource;

/** Expressions mean what they mean in {@code @CachePut(key = ..)}: each is evaluated there and here. */
class SpelComparisonTest {

    enum Size {
        SMALL {
            @Override
            public String toString() {
                return "small";
            }
        }
    }

    record Point(long x, long y) {}

    public static class Person {
        private final String name;
        private final @Nullable Person friend;
        public final int age = 42;

        Person(String name, @Nullable Person friend) {
            this.name = name;
            this.friend = friend;
        }

        public String getName() {
            return name;
        }

        public @Nullable Person getFriend() {
            return friend;
        }

        public boolean isAdult() {
            return true;
        }

        public String getSecret() {
            throw new IllegalStateException("not told");
        }
    }

    public static class Keys {
        public String of(Method method, @Nullable Object... arguments) {
            return method.getName() + arguments.length;
        }
    }

    public static class Service {
        public Person call(
                long id,
                String name,
                Person person,
                List<Person> people,
                Map<String, Integer> ages,
                @Nullable String nothing,
                Size size,
                Point point,
                UUID uuid,
                int... numbers) {
            return new Person("result of " + name, person);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Service;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static final Person ANN = new Person("Ann", null);
    private static final Person BOB = new Person("Bob", ANN);
    private static final @Nullable Object[] ARGUMENTS = {
        7L,
        "a:b",
        BOB,
        List.of(ANN, BOB),
        Map.of("Ann", 41),
        null,
        Size.SMALL,
        new Point(1, 2),
        new UUID(1, 2),
        new int[] {1, 2, 3}
    };

    static List<String> fast() {
        return List.of(
                "#id",
                "#p0",
                "#a1",
                "#nothing",
                "#person.name",
                "#person.friend.name",
                "#person.adult",
                "#point.x",
                "#id + #point.x",
                "\"it's \" + 'it''s'",
                "'all'",
                "#result.name",
                "#result.friend.name",
                "#name + ':' + #id",
                "#id + ':' + #name",
                "#name + #size + #uuid",
                "#nothing + ':' + #id",
                "#name + #nothing",
                "'user-' + #person.name + '-' + #point.y",
                "'of-' + #result.name",
                "#person.friend.friend + 'x'",
                "#id + #point.x + ':'",
                "#name + #point",
                "#name + #numbers");
    }

    static List<String> general() {
        return List.of(
                "#root.methodName",
                "#root.method",
                "#root.method.name",
                "#root.target",
                "#root.targetClass",
                "#root.targetClass.simpleName + #id",
                "#root.args[0]",
                "#root.args.length",
                "methodName",
                "args[1]",
                "#person.age",
                "#name.toUpperCase()",
                "#name.length() > 2 ? #id : #name",
                "#nothing ?: 'none'",
                "#nothing?.length()",
                "#person?.name",
                "#person.friend?.friend?.name",
                "#people.![name]",
                "#people.?[name == 'Bob']",
                "#people.^[name.length() == 3].name",
                "#people.?[#this.friend != null].size()",
                "#people[1].name",
                "#ages['Ann']",
                "#ages.![value]",
                "#ages.size()",
                "#numbers[2]",
                "#numbers.length",
                "{#id, #name}",
                "{id: #id, name: #name}",
                "T(java.util.Objects).hash(#id, #name)",
                "T(java.lang.Math).max(#id, 9L)",
                "new java.lang.StringBuilder(#name).reverse().toString()",
                "#size.name()",
                "#size == T(dev.cachekit.spring.aop.expression.SpelComparisonTest.Size).SMALL",
                "@keys.of(#root.method, #root.args)",
                "#id * 2 + 1",
                "#id + 1",
                "#name matches '[a-z]:[a-z]'",
                "#id between {1, 9}",
                "!#person.adult or #id == 7 and true",
                "#name instanceof T(String)",
                "#result.friend.name.concat(#name)",
                "#root.method.name + ':' + #p0",
                "1 + 2",
                "null");
    }

    static List<String> failing() {
        return List.of(
                "#person.friend.friend.name",
                "#nothing.length()",
                "#people[9]",
                "#person.secret",
                "#person.friend.friend.name + 'x'",
                "'x' + #person.secret",
                "#nothing + #nothing",
                "#point + #person",
                "#name + #people",
                "#name + #person.friend.friend.name");
    }

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final Service service = new Service();

    SpelComparisonTest() {
        beans.registerSingleton("keys", new Keys());
    }

    @ParameterizedTest
    @MethodSource({"fast", "general"})
    void yieldsTheSameValue(String text) {
        assertThat(ours(text)).isEqualTo(springs(text));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failsWhereSpringFails(String text) {
        assertThatThrownBy(() -> springs(text)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ours(text)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @MethodSource("fast")
    void pathsAndTextsNeedNoEvaluator(String text) {
        assertThat(compiled(text)).isNotInstanceOf(SpelCallExpression.class);
        assertThat(compiled(text).isPlain()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("general")
    void allElseIsLeftToTheEvaluator(String text) {
        assertThat(compiled(text)).isInstanceOf(SpelCallExpression.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#root.caches[0].name", "#root.argument", "#nobody", "name", "#fn(1)", "@nobody.key()"})
    void whatThereIsNotIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> compiled(text)).hasMessageContaining("key").hasMessageContaining(text);
    }

    @Test
    void aTextThatIsTooLongForSpringIsTooLong() {
        String huge = "x".repeat(60_000);
        CallExpression twice = compiled("#name + #name");
        @Nullable Object[] arguments = ARGUMENTS.clone();
        arguments[1] = huge;
        assertThatThrownBy(() -> twice.value(call(arguments), null)).hasMessageContaining("too long");
    }

    private @Nullable Object ours(String text) {
        return compiled(text)
                .value(
                        call(ARGUMENTS),
                        service.call(
                                7, "a:b", BOB, List.of(), Map.of(), null, Size.SMALL, new Point(1, 2), new UUID(1, 2)));
    }

    private CallExpression compiled(String text) {
        return new Expressions(beans)
                .afterMethod(new ExpressionSource(
                        "@Test on Service#call", "key", text, MethodShape.of(method(), Service.class)));
    }

    private static Method method() {
        return Arrays.stream(Service.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("call"))
                .findFirst()
                .orElseThrow();
    }

    private CallFacts call(@Nullable Object[] arguments) {
        return new CallFacts() {
            @Override
            public Object target() {
                return service;
            }

            @Override
            public @Nullable Object[] arguments() {
                return arguments;
            }
        };
    }

    /** Lets Spring's interceptor make a key of it; null it refuses as a key. */
    private @Nullable Object springs(String text) {
        CachePutOperation.Builder put = new CachePutOperation.Builder();
        put.setName("put");
        put.setCacheName("cache");
        put.setKey(text);
        NameMatchCacheOperationSource source = new NameMatchCacheOperationSource();
        source.addCacheMethod("call", List.of(put.build()));
        ConcurrentMapCacheManager caches = new ConcurrentMapCacheManager("cache");
        CacheInterceptor interceptor = new CacheInterceptor();
        interceptor.setCacheOperationSources(source);
        interceptor.setCacheManager(caches);
        interceptor.setBeanFactory(beans);
        interceptor.afterSingletonsInstantiated();
        ProxyFactory proxy = new ProxyFactory(service);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(interceptor);
        try {
            method().invoke(proxy.getProxy(), ARGUMENTS);
        } catch (InvocationTargetException failure) {
            if (String.valueOf(failure.getCause().getMessage()).startsWith("Null key")) {
                return null;
            }
            throw (RuntimeException) failure.getCause();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
        return ((ConcurrentMapCache) caches.getCache("cache"))
                .getNativeCache()
                .keySet()
                .iterator()
                .next();
    }
}
