package dev.cachekit.spring.aop.selfcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.rule.Rules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the code of a bean class shows of its calls on itself. */
class SelfCallsTest {

    private static List<String> calls(Class<?> bean) {
        AnnotatedClasses classes = AnnotatedClasses.all(new Rules(List.of()), UnaryOperator.identity(), true);
        return SelfCalls.of(classes.of(bean)).stream()
                .map(call -> call.caller() + (call.certain() ? " -> " : " ?-> ") + call.callee())
                .toList();
    }

    static class Feed {

        @CacheAside(cache = "feed", key = "#id")
        public String find(long id) {
            return "";
        }

        @Invalidate(cache = "feed", key = "#id")
        public void remove(long id) {}
    }

    static class Direct extends Feed {
        String page(long a, double b) {
            return a > b ? find(a) : "";
        }
    }

    static class ByHelper extends Feed {
        String page() {
            return helper();
        }

        private String helper() {
            remove(1);
            return find(2);
        }
    }

    static class ByLambda extends Feed {
        List<String> pages() {
            return LongStream.range(0, 3).mapToObj(id -> find(id)).toList();
        }
    }

    static class ByReference extends Feed {
        LongFunction<String> pages() {
            return this::find;
        }
    }

    static class InnerClasses extends Feed {
        Callable<Callable<String>> anonymous() {
            return new Callable<>() {
                @Override
                public Callable<String> call() {
                    return new Callable<>() {
                        @Override
                        public String call() {
                            return find(1);
                        }
                    };
                }
            };
        }
    }

    static class Recursive {
        @CacheAside(cache = "fibonacci", key = "#n")
        public long of(long n) {
            return n < 2 ? n : of(n - 1) + of(n - 2);
        }
    }

    static class ByConstructor extends Feed {
        final String first;

        ByConstructor() {
            first = find(1);
        }
    }

    static class ByVariable extends Feed {
        String page() {
            ByVariable me = this;
            return ((Feed) me).find(1);
        }
    }

    static class BySuper extends Feed {
        String page() {
            return super.find(1);
        }
    }

    static class Template<K> {
        public String all(K key) {
            return one(key);
        }

        @CacheAside(cache = "template", key = "#key")
        public String one(K key) {
            return "";
        }
    }

    static class Numbers extends Template<Integer> {
        @Override
        public String one(Integer key) {
            return "one";
        }
    }

    interface Greetings {
        default String twice(String name) {
            return greet(name) + greet(name);
        }

        @CacheAside(cache = "greetings", key = "#p0")
        String greet(String name);
    }

    static class Greeter implements Greetings {
        @Override
        public String greet(String name) {
            return name;
        }
    }

    @Test
    void callsOnThisAreSeen() {
        assertThat(calls(Direct.class)).containsExactly("Direct#page(long, double) -> Direct#find(long)");
        assertThat(calls(ByVariable.class)).containsExactly("ByVariable#page() -> ByVariable#find(long)");
        assertThat(calls(BySuper.class)).containsExactly("BySuper#page() -> BySuper#find(long)");
        assertThat(calls(Recursive.class)).containsExactly("Recursive#of(long) -> Recursive#of(long)");
    }

    @Test
    void everyMethodThatIsCalledIsToldOnceWithItsCaller() {
        assertThat(calls(ByHelper.class))
                .containsExactly(
                        "ByHelper#helper() -> ByHelper#remove(long)", "ByHelper#helper() -> ByHelper#find(long)");
        assertThat(calls(ByConstructor.class))
                .containsExactly("the constructor of ByConstructor -> ByConstructor#find(long)");
    }

    @Test
    void callsInLambdasReferencesAndInnerClassesAreSeen() {
        assertThat(calls(ByLambda.class)).containsExactly("ByLambda#pages -> ByLambda#find(long)");
        assertThat(calls(ByReference.class)).containsExactly("ByReference#pages() -> ByReference#find(long)");
        assertThat(calls(InnerClasses.class)).singleElement().asString().endsWith(" -> InnerClasses#find(long)");
    }

    @Test
    void callsInSuperclassesAndInterfacesAreSeen() {
        assertThat(calls(Numbers.class))
                .containsExactly("Numbers#all(Object) -> Numbers#one(Integer)".replace("Numbers#all", "Template#all"));
        assertThat(calls(Greeter.class)).containsExactly("Greetings#twice(String) -> Greeter#greet(String)");
    }

    static class Innocent extends Feed {
        private Feed self = this;
        private Optional<Feed> maybe = Optional.empty();

        String byField() {
            return self.find(1);
        }

        String byParameter(Innocent other) {
            return other.find(1);
        }

        String byResult() {
            return maybe.orElseThrow().find(1);
        }

        String byNew() {
            Feed feed = new Feed();
            return feed.find(1);
        }

        static LongFunction<String> byReference(Feed feed) {
            return feed::find;
        }

        List<String> byLambda(Feed feed) {
            return LongStream.range(0, 3).mapToObj(feed::find).toList();
        }

        String overloaded(Innocent me) {
            return find("text");
        }

        String find(String text) {
            return text;
        }
    }

    static class Overriding extends Feed {
        @Override
        public String find(long id) {
            return super.find(id);
        }

        String anyway() {
            return super.find(1);
        }
    }

    @Test
    void callsOnOtherObjectsAreNone() {
        assertThat(calls(Innocent.class)).isEmpty();
    }

    @Test
    void whatSuperCallsIsNotTheMethodThatOverridesIt() {
        assertThat(calls(Overriding.class)).isEmpty();
    }

    static class Undecided extends Feed {
        String page(Feed other, boolean mine) {
            Feed one = mine ? this : other;
            return one.find(1);
        }
    }

    static class Loop extends Feed {
        String page(Feed other, int times) {
            Feed one = this;
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < times; i++) {
                all.append(one.find(i));
                one = other;
            }
            return all.toString();
        }
    }

    static class Caught extends Feed {
        String page(Feed other) {
            Feed one = other;
            try {
                one = this;
                return one.toString();
            } catch (IllegalStateException failure) {
                return one.find(1);
            }
        }
    }

    static class Hidden extends Direct {
        @Override
        String page(long a, double b) {
            return "";
        }
    }

    @Test
    void whatIsNotCertainIsSaidToBeSo() {
        assertThat(calls(Undecided.class)).containsExactly("Undecided#page(Feed, boolean) ?-> Undecided#find(long)");
        assertThat(calls(Loop.class)).containsExactly("Loop#page(Feed, int) ?-> Loop#find(long)");
        assertThat(calls(Caught.class)).containsExactly("Caught#page(Feed) ?-> Caught#find(long)");
        assertThat(calls(Hidden.class)).containsExactly("Direct#page(long, double) ?-> Hidden#find(long)");
    }

    static class Busy extends Feed {
        String page(long[] ids, double[] shares, Object lock, int kind, String text) {
            long sum = 0;
            double share = 1;
            synchronized (lock) {
                for (int i = 0; i < ids.length; i++) {
                    sum += ids[i] << 2 | 1;
                    share = shares[i] * (float) sum % 3;
                    shares[i] = -share;
                }
            }
            int[][] grid = new int[2][3];
            grid[1][2] += (int) sum > share ? 1 : 2;
            String word = switch (text) {
                case "a" -> find(sum) + grid[1][2];
                case "b" -> kind + text + sum;
                default -> share > 2 ? null : String.valueOf(lock instanceof String);
            };
            return word + find(ids[0]++ + (long) share);
        }
    }

    @Test
    void theWayOfThisIsFollowedThroughAllKindsOfInstructions() {
        assertThat(calls(Busy.class))
                .containsExactly("Busy#page(long[], double[], Object, int, String) -> Busy#find(long)");
    }

    @Test
    void theCodeOfThisReleaseOfJavaCanBeRead() throws Exception {
        assertThat(calls(CompiledClass.of("Newest", """
                public class Newest {
                    @dev.cachekit.annotation.CacheAside(cache = "newest", key = "#p0")
                    public String find(long id) { return ""; }
                    public String page() { return find(1); }
                }
                """))).containsExactly("Newest#page() -> Newest#find(long)");
    }
}
