package dev.cachekit.spring.aop;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mistake in a rule stops the start with place, value, rule and remedy. */
class RuleRefusalTest {

    private static final String POINTCUT =
            "cachekit.rules[0].pointcut=execution(* dev.cachekit.spring.aop.RuleRefusalTest.Catalog.*(..))";

    static class Catalog {
        public String find(long id) {
            return "";
        }
    }

    static final class Sealed {
        public String find(long id) {
            return "";
        }
    }

    private record Mistake(String name, String[] properties, String... parts) {}

    private static Mistake of(String property, String... parts) {
        return new Mistake(property, new String[] {POINTCUT, "cachekit.rules[0]." + property}, parts);
    }

    @TestFactory
    Stream<DynamicTest> stopsTheStart() {
        return Stream.of(
                        new Mistake(
                                "no pointcut",
                                new String[] {"cachekit.rules[0].cache-aside.cache=c"},
                                "cachekit.rules[0].pointcut",
                                "must say which methods it means"),
                        new Mistake(
                                "no operation",
                                new String[] {POINTCUT},
                                "cachekit.rules[0]",
                                "at least one operation",
                                "cache-aside, invalidate"),
                        new Mistake(
                                "no expression",
                                new String[] {
                                    "cachekit.rules[0].pointcut=every method", "cachekit.rules[0].invalidate.all=true"
                                },
                                "cachekit.rules[0].pointcut",
                                "every method",
                                "must be an AspectJ expression"),
                        new Mistake(
                                "by arguments",
                                new String[] {
                                    "cachekit.rules[0].pointcut=execution(* find(..)) && args(String)",
                                    "cachekit.rules[0].cache-aside.cache=c"
                                },
                                "cachekit.rules[0].pointcut",
                                "args() is not",
                                "use execution"),
                        new Mistake(
                                "two rules",
                                new String[] {
                                    POINTCUT,
                                    "cachekit.rules[0].cache-aside.cache=c",
                                    "cachekit.rules[1].pointcut=execution(* find(long))",
                                    "cachekit.rules[1].cache-aside.cache=d"
                                },
                                "cachekit.rules[1].cache-aside on Catalog#find(long)",
                                "cachekit.rules[0].cache-aside",
                                "narrow one of the pointcuts"),
                        new Mistake(
                                "a final class",
                                new String[] {
                                    "cachekit.rules[0].pointcut=execution(* dev..RuleRefusalTest.Sealed.find(..))",
                                    "cachekit.rules[0].cache-aside.cache=c"
                                },
                                "cachekit.rules[0].cache-aside on Sealed#find(long)",
                                "final class"),
                        of("cache-asid.cache=c", "cachekit.rules[0].cache-asid", "unknown", "cache-aside"),
                        of("cache-aside=c", "cachekit.rules[0].cache-aside", "a single value"),
                        of("cache-aside.kay=#id", "cachekit.rules[0].cache-aside.kay", "unknown", "key, keys"),
                        of("cache-aside.ttl=soon", "cachekit.rules[0].cache-aside.ttl", "soon", "a duration"),
                        of(
                                "cache-aside.near=maybe",
                                "cachekit.rules[0].cache-aside.near",
                                "near must be one of default, on, off"),
                        of("cache-aside.refresh-ahead=late", "cache-aside.refresh-ahead", "must be a number"),
                        of("cache-aside.stale-except=No", "cache-aside.stale-except", "full name of a class"),
                        of("cache-aside.ttl=${nowhere}", "cachekit.rules[0].cache-aside.ttl", "must have a value"),
                        of(
                                "cache-aside.key=#nobody",
                                "cachekit.rules[0].cache-aside.key on Catalog#find(long)",
                                "#nobody",
                                "which is no parameter"),
                        of("invalidate.all=perhaps", "cachekit.rules[0].invalidate.all", "true or false"),
                        of("rate-limited.permits=many", "cachekit.rules[0].rate-limited.permits", "a number"),
                        of("with-lock.lease=0", "cachekit.rules[0].with-lock", "must"),
                        of("write-through.cache=c", "cachekit.rules[0].write-through", "set key"))
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.name(),
                        () -> Contexts.refuses(
                                Contexts.with(Catalog.class, Sealed.class).withPropertyValues(mistake.properties()),
                                mistake.parts())));
    }
}
