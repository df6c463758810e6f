package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.engine.CacheKitEngine;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AliasFor;

class CacheAsideTest {

    record User(long id, String name) {}

    record Query(long id, String text) {}

    static class Users {

        final AtomicInteger calls = new AtomicInteger();

        @CacheAside(cache = "user", key = "#id", ttl = "5m")
        public User byId(long id) {
            return new User(id, "user " + calls.incrementAndGet());
        }

        @CacheAside("page")
        public List<User> page(String filter, int number) {
            return List.of(new User(number, filter + calls.incrementAndGet()));
        }

        @CacheAside("maybe")
        public Optional<User> maybe(long id) {
            calls.incrementAndGet();
            return id < 0 ? Optional.empty() : Optional.of(new User(id, "some"));
        }

        @CacheAside("count")
        public int count(String name) {
            return calls.incrementAndGet();
        }

        @CacheAside(cache = "null")
        public @Nullable String orNull(String name) {
            calls.incrementAndGet();
            return null;
        }

        @CacheAside(cache = "never-null", nullTtl = "0")
        public @Nullable String neverNull(String name) {
            calls.incrementAndGet();
            return null;
        }

        @CacheAside(cache = "failing")
        public String failing(String name) throws IOException {
            throw new IOException("failure " + calls.incrementAndGet());
        }

        @CacheAside(cache = "wrapped")
        public String wrapped(String name) throws ExecutionException {
            throw new ExecutionException(new IOException("inner"));
        }

        @CacheAside(cache = "conditional", condition = "#id > 0", unless = "#result.startsWith('no')")
        public String conditional(long id, String answer) {
            return answer + calls.incrementAndGet();
        }

        @CacheAside(cache = "path", key = "#query.id")
        public String path(Query query) {
            return query.text() + calls.incrementAndGet();
        }

        @CacheAside(cache = "spel", key = "#p0 + ':' + #a1.toLowerCase()")
        public String spel(long id, String text) {
            return text + calls.incrementAndGet();
        }

        @CacheAside(cache = "expiring", ttl = "#{T(java.time.Duration).ofMillis(#result.length() * 1000)}")
        public String expiring(String text) {
            return text;
        }

        int calls() {
            return calls.get();
        }
    }

    @Test
    void callsTheMethodOnceForTwoCalls() {
        Contexts.run(Users.class, users -> {
            assertThat(users.byId(1)).isEqualTo(new User(1, "user 1"));
            assertThat(users.byId(1)).isEqualTo(new User(1, "user 1"));
            assertThat(users.byId(2)).isEqualTo(new User(2, "user 2"));
        });
    }

    @Test
    void keepsTheOrderAndNumberOfParametersInTheDefaultKey() {
        Contexts.run(Users.class, users -> {
            assertThat(users.page("a", 1)).isEqualTo(users.page("a", 1));
            assertThat(users.page("a", 2)).isNotEqualTo(users.page("a", 1));
            assertThat(users.page("a:1", 2)).isNotEqualTo(users.page("a", 12));
        });
    }

    @Test
    void cachesTheContentOfAnOptional() {
        Contexts.run(Users.class, users -> {
            assertThat(users.maybe(1)).isEqualTo(users.maybe(1)).contains(new User(1, "some"));
            assertThat(users.maybe(-1)).isEqualTo(users.maybe(-1)).isEmpty();
            assertThat(users.calls()).isEqualTo(2);
        });
    }

    @Test
    void cachesPrimitives() {
        Contexts.run(Users.class, users -> assertThat(users.count("a")).isEqualTo(users.count("a")));
    }

    @Test
    void cachesNull() {
        Contexts.run(Users.class, users -> {
            users.orNull("a");
            users.orNull("a");
            assertThat(users.calls()).isEqualTo(1);
        });
    }

    @Test
    void doesNotCacheNullIfItsTtlIsZero() {
        Contexts.run(Users.class, users -> {
            users.neverNull("a");
            users.neverNull("a");
            assertThat(users.calls()).isEqualTo(2);
        });
    }

    @Test
    void passesCheckedExceptionsUnchangedAndCachesNone() {
        Contexts.run(Users.class, users -> {
            assertThatThrownBy(() -> users.failing("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("failure 1");
            assertThatThrownBy(() -> users.failing("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("failure 2");
        });
    }

    @Test
    void passesExceptionsUnchangedThatLookLikeThoseOfFutures() {
        Contexts.run(
                Users.class,
                users -> assertThatThrownBy(() -> users.wrapped("a")).isInstanceOf(ExecutionException.class));
    }

    @Test
    void callsTheMethodPastTheCacheIfTheConditionDoesNotHold() {
        Contexts.run(Users.class, users -> {
            assertThat(users.conditional(-1, "yes")).isEqualTo("yes1");
            assertThat(users.conditional(-1, "yes")).isEqualTo("yes2");
            assertThat(users.conditional(1, "yes")).isEqualTo("yes3");
            assertThat(users.conditional(1, "yes")).isEqualTo("yes3");
        });
    }

    @Test
    void doesNotStoreWhatUnlessForbids() {
        Contexts.run(Users.class, users -> {
            assertThat(users.conditional(1, "no")).isEqualTo("no1");
            assertThat(users.conditional(1, "no")).isEqualTo("no2");
        });
    }

    @Test
    void makesKeysOfRecordComponents() {
        Contexts.run(Users.class, users -> {
            assertThat(users.path(new Query(1, "a"))).isEqualTo(users.path(new Query(1, "b")));
            assertThatThrownBy(() -> users.path(null)).hasMessageContaining("id");
        });
    }

    @Test
    void makesKeysOfAnyExpression() {
        Contexts.run(Users.class, users -> {
            assertThat(users.spel(1, "A")).isEqualTo(users.spel(1, "a"));
            assertThat(users.spel(2, "A")).isNotEqualTo(users.spel(1, "a"));
        });
    }

    @Test
    void takesTheTtlFromTheResult() {
        Contexts.with(Users.class).run(context -> {
            context.getBean(Users.class).expiring("12345");
            CacheKitEngine engine = context.getBean(CacheKitEngine.class);
            assertThat(engine.cache("expiring", String.class).ttl("12345"))
                    .isInstanceOfSatisfying(
                            dev.cachekit.Expiry.In.class,
                            left -> assertThat(left.remaining())
                                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5)));
        });
    }

    @Test
    void sharesItsEntriesWithTheProgrammaticCache() {
        Contexts.with(Users.class).run(context -> {
            User loaded = context.getBean(Users.class).byId(7);
            assertThat(context.getBean(CacheKitEngine.class)
                            .cache("user", User.class)
                            .get(7L))
                    .contains(loaded);
        });
    }

    @Test
    void loadsOnceWhenManyCallersMiss() {
        Contexts.with(Slow.class).run(context -> {
            Slow slow = context.getBean(Slow.class);
            ExecutorService callers = Executors.newFixedThreadPool(8);
            try {
                List<Future<Integer>> all = IntStream.range(0, 8)
                        .mapToObj(i -> callers.submit((Callable<Integer>) () -> slow.load(1)))
                        .toList();
                slow.entered().await();
                slow.go().countDown();
                for (Future<Integer> one : all) {
                    assertThat(one.get()).isEqualTo(1);
                }
            } finally {
                callers.shutdown();
            }
        });
    }

    static class Slow {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();

        @CacheAside("slow")
        public int load(long id) throws InterruptedException {
            entered.countDown();
            go.await();
            return calls.incrementAndGet();
        }

        CountDownLatch entered() {
            return entered;
        }

        CountDownLatch go() {
            return go;
        }
    }

    static class Plain {
        public String hello() {
            return "hello";
        }
    }

    @Test
    void leavesBeansWithoutAnnotationsAlone() {
        Contexts.with(Users.class, Plain.class).run(context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(Plain.class))).isFalse();
            assertThat(AopUtils.isAopProxy(context.getBean(Users.class))).isTrue();
        });
    }

    interface Reader<K, V> {
        @CacheAside(cache = "generic", key = "#p0")
        V read(K key);
    }

    static class GenericReader implements Reader<Long, User> {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public User read(Long key) {
            return new User(key, "generic " + calls.incrementAndGet());
        }
    }

    @Test
    void readsAnnotationsOfGenericInterfaces() {
        Contexts.run(
                GenericReader.class,
                reader -> assertThat(reader.read(1L)).isEqualTo(reader.read(1L)).isInstanceOf(User.class));
    }

    @Test
    void worksBehindProxiesOfInterfaces() {
        Contexts.with(GenericReader.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(context -> {
                    @SuppressWarnings("unchecked")
                    Reader<Long, User> reader = context.getBean(Reader.class);
                    assertThat(AopUtils.isJdkDynamicProxy(reader)).isTrue();
                    assertThat(reader.read(1L)).isEqualTo(reader.read(1L));
                });
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CacheAside(ttl = "1m")
    @interface ShortLived {
        @AliasFor(annotation = CacheAside.class, attribute = "cache")
        String name();
    }

    static class Composed {
        final AtomicInteger calls = new AtomicInteger();

        @ShortLived(name = "composed")
        public int value(String key) {
            return calls.incrementAndGet();
        }
    }

    @Test
    void readsComposedAnnotationsWithTheirAttributes() {
        Contexts.with(Composed.class).run(context -> {
            assertThat(context.getBean(Composed.class).value("a"))
                    .isEqualTo(context.getBean(Composed.class).value("a"));
            assertThat(context.getBean(CacheKitEngine.class)
                            .regions()
                            .settings("composed")
                            .ttl()
                            .duration())
                    .isEqualTo(Duration.ofMinutes(1));
        });
    }

    @CacheAside(ttl = "2m")
    static class Everything {
        final AtomicInteger calls = new AtomicInteger();

        public int one(String key) {
            return calls.incrementAndGet();
        }

        public String two(String key) {
            return "two " + calls.incrementAndGet();
        }

        public void nothing() {
            calls.incrementAndGet();
        }

        @Invalidate(cache = "Everything.one", key = "#key")
        public int forget(String key) {
            return calls.incrementAndGet();
        }
    }

    @Test
    void cachesEveryPublicMethodOfAnAnnotatedClassInACacheOfItsOwn() {
        Contexts.with(Everything.class).run(context -> {
            Everything everything = context.getBean(Everything.class);
            assertThat(everything.one("a")).isEqualTo(everything.one("a"));
            assertThat(everything.two("a")).isEqualTo(everything.two("a"));
            everything.nothing();
            everything.forget("a");
            assertThat(everything.one("a")).isEqualTo(5);
            assertThat(context.getBean(AnnotatedCaches.class).names())
                    .containsExactlyInAnyOrder("Everything.one", "Everything.two");
        });
    }

    static class Placeholders {
        final AtomicInteger calls = new AtomicInteger();

        @CacheAside(cache = "${my.cache}", ttl = "${my.ttl:7m}")
        public int value(String key) {
            return calls.incrementAndGet();
        }
    }

    @Test
    void resolvesPlaceholders() {
        Contexts.with(Placeholders.class)
                .withPropertyValues("my.cache=placed")
                .run(context -> assertThat(context.getBean(CacheKitEngine.class)
                                .regions()
                                .settings("placed")
                                .ttl()
                                .duration())
                        .isEqualTo(Duration.ofMinutes(7)));
    }
}
