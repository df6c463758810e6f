package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CurrentLock;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.aop.annotated.AppliedRule;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Operations of methods that carry no annotation. */
@ExtendWith(OutputCaptureExtension.class)
class RulesTest {

    private static final String HERE = "dev.cachekit.spring.aop.RulesTest.";

    /** Somebody else's class. */
    static class Catalog {

        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        public String find(long id) {
            return "item " + calls.incrementAndGet();
        }

        public String save(long id, String text) {
            return text;
        }

        public void delete(long id) {}

        public String slow(long id) throws InterruptedException {
            entered.countDown();
            go.await();
            return "slow " + calls.incrementAndGet();
        }

        public long locked(long id) {
            return CurrentLock.fencingToken();
        }

        public void limited() {}

        int calls() {
            return calls.get();
        }

        CountDownLatch entered() {
            return entered;
        }

        CountDownLatch go() {
            return go;
        }

        private String hidden(long id) {
            return "";
        }

        static String constant() {
            return "";
        }
    }

    static class Bystander {
        public String find(long id) {
            return "";
        }
    }

    private static String rule(int number, String method, String... attributes) {
        return "cachekit.rules[" + number + "].pointcut=execution(* " + HERE + method + ")"
                + (attributes.length == 0 ? "" : "\ncachekit.rules[" + number + "].")
                + String.join("\ncachekit.rules[" + number + "].", attributes);
    }

    private static String find(String... attributes) {
        return rule(0, "Catalog.find(..)", attributes);
    }

    private static ApplicationContextRunner with(String... rules) {
        return Contexts.with(Catalog.class, Bystander.class)
                .withPropertyValues(String.join("\n", rules).split("\n"));
    }

    private static void run(String rule, ContextConsumer<AssertableApplicationContext> test) {
        with(rule).run(test);
    }

    private static Catalog catalog(AssertableApplicationContext context) {
        return context.getBean(Catalog.class);
    }

    @Test
    void readsThroughACache() {
        run(find("cache-aside.cache=catalog", "cache-aside.key=#p0", "cache-aside.ttl=10m"), context -> {
            assertThat(catalog(context).find(1)).isEqualTo(catalog(context).find(1));
            assertThat(context.getBean(CacheKitEngine.class)
                            .regions()
                            .settings("catalog")
                            .ttl()
                            .duration())
                    .isEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void invalidatesAndWritesThrough() {
        with(
                        find("cache-aside.cache=catalog", "cache-aside.key=#p0"),
                        rule(1, "Catalog.save(..)", "write-through.cache=catalog", "write-through.key=#p0"),
                        rule(2, "Catalog.delete(..)", "invalidate.cache=catalog", "invalidate.key=#p0"))
                .run(context -> {
                    Catalog catalog = catalog(context);
                    catalog.save(1, "written");
                    assertThat(catalog.find(1)).isEqualTo("written");
                    catalog.delete(1);
                    assertThat(catalog.find(1)).isEqualTo("item 1");
                });
    }

    @Test
    void joinsCalls() {
        run(rule(0, "Catalog.slow(..)", "single-flight.name=slow", "single-flight.max-wait=20s"), context -> {
            Catalog catalog = catalog(context);
            FutureTask<String> first = new FutureTask<>(() -> catalog.slow(1));
            FutureTask<String> second = new FutureTask<>(() -> catalog.slow(1));
            started(first);
            assertThat(catalog.entered().await(10, TimeUnit.SECONDS)).isTrue();
            Thread waiting = started(second);
            Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            catalog.go().countDown();
            assertThat(first.get()).isEqualTo(second.get());
            assertThat(catalog.calls()).isOne();
        });
    }

    private static Thread started(Runnable call) {
        Thread thread = new Thread(call, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void locks() {
        run(
                rule(0, "Catalog.locked(..)", "with-lock.name=items", "with-lock.key=#p0", "with-lock.mode=fair"),
                context -> assertThat(catalog(context).locked(1)).isPositive());
    }

    @Test
    void limitsRates() {
        run(
                rule(
                        0,
                        "Catalog.limited(..)",
                        "rate-limited.name=api",
                        "rate-limited.permits=1",
                        "rate-limited.per=1h",
                        "rate-limited.algorithm=fixed-window"),
                context -> {
                    catalog(context).limited();
                    assertThatThrownBy(() -> catalog(context).limited()).isInstanceOf(RateLimitExceededException.class);
                });
    }

    @Test
    void leavesOtherBeansAlone() {
        run(find("cache-aside.cache=catalog"), context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(Bystander.class))).isFalse();
            assertThat(AopUtils.isAopProxy(catalog(context))).isTrue();
        });
    }

    @Test
    void readsListsAndPlaceholders() {
        with(find("cache-aside.cache=${my.cache}", "cacheAside.tags[0]='a'", "cacheAside.tags[1]='b, c'"))
                .withPropertyValues("my.cache=placed")
                .run(context -> {
                    catalog(context).find(1);
                    CacheKitEngine engine = context.getBean(CacheKitEngine.class);
                    assertThat(engine.cache("placed", String.class).get(1L)).contains("item 1");
                    engine.cache("placed", String.class).invalidateTag("b, c");
                    assertThat(engine.cache("placed", String.class).get(1L)).isEmpty();
                });
    }

    @Test
    void tellsWhichMethodsEachRuleMatches() {
        run(
                rule(0, "Catalog.*(..)", "rate-limited.name=api", "rate-limited.permits=9", "rate-limited.per=1h"),
                context -> assertThat(context.getBean(AppliedRules.class).all())
                        .singleElement()
                        .satisfies(rule -> assertThat(rule.methods())
                                .contains("Catalog#find(long)", "Catalog#delete(long)")
                                .doesNotContain("Catalog#hidden(long)", "Catalog#constant()")));
    }

    @Test
    void warnsOfARuleThatMatchesNothing(CapturedOutput output) {
        run(rule(0, "Catalog.fnd(..)", "cache-aside.cache=catalog"), context -> {
            assertThat(context).hasNotFailed();
            assertThat(output)
                    .contains("cachekit.rules[0]")
                    .contains("Catalog.fnd(..)")
                    .contains("matches none");
        });
    }

    static class Annotated {
        final AtomicInteger calls = new AtomicInteger();

        @CacheAside(cache = "own", key = "#p0")
        public String find(long id) {
            return "own " + calls.incrementAndGet();
        }
    }

    @Test
    void anAnnotationOnTheMethodWinsAndThatIsTold(CapturedOutput output) {
        Contexts.with(Annotated.class)
                .withPropertyValues(rule(0, "Annotated.find(..)", "cache-aside.cache=ruled", "cache-aside.key=#p0")
                        .split("\n"))
                .run(context -> {
                    context.getBean(Annotated.class).find(1);
                    assertThat(context.getBean(AnnotatedCaches.class).names()).containsExactly("own");
                    assertThat(output)
                            .contains("cachekit.rules[0].cache-aside on Annotated#find(long)")
                            .contains("the annotation counts");
                    assertThat(context.getBean(AppliedRules.class).all())
                            .extracting(AppliedRule::overridden)
                            .containsExactly(List.of("cachekit.rules[0].cache-aside on Annotated#find(long)"));
                });
    }

    @CacheAside
    static class AnnotatedClass {
        public String find(long id) {
            return "";
        }
    }

    @Test
    void aRuleIsNearerThanAnAnnotationOnTheClass() {
        Contexts.with(AnnotatedClass.class)
                .withPropertyValues(rule(0, "AnnotatedClass.find(..)", "cache-aside.cache=ruled")
                        .split("\n"))
                .run(context -> assertThat(
                                context.getBean(AnnotatedCaches.class).names())
                        .containsExactly("ruled"));
    }

    interface Finder {
        String find(long id);
    }

    interface BookFinder extends Finder {}

    @Configuration(proxyBeanMethods = false)
    static class Repositories {

        /** As repositories are made: a proxy of an interface that inherits its methods. */
        @Bean
        FactoryBean<BookFinder> books() {
            AtomicInteger calls = new AtomicInteger();
            return new FactoryBean<>() {
                @Override
                public BookFinder getObject() {
                    return (BookFinder) Proxy.newProxyInstance(
                            BookFinder.class.getClassLoader(),
                            new Class<?>[] {BookFinder.class},
                            (proxy, method, arguments) -> switch (method.getName()) {
                                case "find" -> "book " + calls.incrementAndGet();
                                case "hashCode" -> 1;
                                case "equals" -> proxy == arguments[0];
                                default -> "books";
                            });
                }

                @Override
                public Class<?> getObjectType() {
                    return BookFinder.class;
                }
            };
        }
    }

    @Test
    void meansRepositoriesByTheirOwnInterface() {
        Contexts.with(Repositories.class)
                .withPropertyValues(rule(0, "*BookFinder.find(..)", "cache-aside.cache=books", "cache-aside.key=#p0")
                        .split("\n"))
                .run(context -> {
                    BookFinder books = context.getBean(BookFinder.class);
                    assertThat(books.find(1)).isEqualTo(books.find(1));
                    assertThat(context.getBean(AppliedRules.class).all())
                            .extracting(AppliedRule::methods)
                            .containsExactly(List.of("BookFinder#find(long)"));
                });
    }

    sealed interface Shape permits Circle {
        String name();
    }

    record Circle(String name) implements Shape {}

    @Configuration(proxyBeanMethods = false)
    static class Shapes {

        /** Known by its declared type only, as it is not made yet. */
        @Bean
        @Lazy
        Shape shape() {
            return new Circle("circle");
        }
    }

    @Test
    void beansDeclaredByASealedInterfaceAreLookedAtLikeOthers() {
        Contexts.with(Shapes.class)
                .withPropertyValues(
                        rule(0, "Shape.name()", "cache-aside.cache=shapes").split("\n"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(AppliedRules.class).all())
                            .extracting(AppliedRule::methods)
                            .containsExactly(List.of("Shape#name()"));
                });
    }
}
