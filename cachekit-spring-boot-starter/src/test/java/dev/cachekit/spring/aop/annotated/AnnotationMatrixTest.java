package dev.cachekit.spring.aop.annotated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.spring.aop.rule.Rules;
import dev.cachekit.spring.aop.selfcall.CompiledClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each of the six annotations, at each place where Spring's own are found, is one operation of the method that runs. */
class AnnotationMatrixTest {

    /** Kinds with the attributes that each cannot do without. */
    private static final Map<String, String> KINDS = new TreeMap<>(Map.of(
            "CacheAside", "cache = \"%s\", key = \"#p0\"",
            "WriteThrough", "cache = \"%s\", key = \"#p0\"",
            "Invalidate", "cache = \"%s\", key = \"#p0\"",
            "RateLimited", "name = \"%s\", permits = 5, per = \"1s\"",
            "WithLock", "name = \"%s\", key = \"#p0\"",
            "SingleFlight", "name = \"%s\", key = \"#p0\""));

    /** Beans, with the method that runs; each in its place carries the annotation {@code @A}, and {@code @B} another name. */
    private static final String PLACES = """
            public static class OnTheMethod { @A public String run(Long id) { return ""; } }
            static class OnAPackagePrivateClass { @A String run(Long id) { return ""; } }

            interface Face { @A String run(Long id); }
            static class OnAnInterface implements Face { public String run(Long id) { return ""; } }
            interface Extended extends Face {}
            static class OnTheInterfaceOfAnInterface implements Extended { public String run(Long id) { return ""; } }

            static abstract class Parent { @A public String run(Long id) { return ""; } }
            static class OnASuperclass extends Parent {}
            static class OnAnOverriddenMethod extends Parent { @Override public String run(Long id) { return "own"; } }
            static class OnAnAbstractMethod extends AbstractParent { @Override public String run(Long id) { return ""; } }
            static abstract class AbstractParent { @A public abstract String run(Long id); }

            interface Generic<K> { @A String run(K id); }
            static class OnAGenericInterface implements Generic<Long> { public String run(Long id) { return ""; } }
            static abstract class GenericParent<K, V> { @A public V run(K id) { return null; } }
            static class OnAGenericSuperclass extends GenericParent<Long, String> {}
            static class OnAGenericOverriddenMethod extends GenericParent<Long, String> {
                @Override public String run(Long id) { return ""; }
            }

            interface Default { @A default String run(Long id) { return ""; } }
            static class OnADefaultMethod implements Default {}

            static class Unaware { public String run(Long id) { return ""; } }
            static class OnAnInterfaceThatASuperclassImplements extends Unaware implements Face {}

            static class ComposedAnnotation { @Composed(called = "name") public String run(Long id) { return ""; } }
            static class ComposedTwice { @Twice(named = "name") public String run(Long id) { return ""; } }
            interface ComposedFace { @Composed(called = "name") String run(Long id); }
            static class ComposedOnAnInterface implements ComposedFace { public String run(Long id) { return ""; } }

            static class NearestCounts extends Farther { @A @Override public String run(Long id) { return ""; } }
            static abstract class Farther { @B public String run(Long id) { return ""; } }
            interface FartherFace { @B String run(Long id); }
            static class NearerThanAnInterface implements FartherFace { @A public String run(Long id) { return ""; } }
            """;

    private static final String COMPOSED = """
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            @interface Composed {
                @org.springframework.core.annotation.AliasFor(annotation = %1$s.class, attribute = "%2$s")
                String called();
            }
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            @Composed(called = "other")
            @interface Twice {
                @org.springframework.core.annotation.AliasFor(annotation = Composed.class, attribute = "called")
                String named();
            }
            """;

    private static Class<?> compiled(String kind, String attributes) throws ClassNotFoundException {
        String type = CacheAside.class.getPackageName() + "." + kind;
        String named = attributes.startsWith("cache") ? "cache" : "name";
        String composed = "@" + type + "(" + attributes.formatted("other") + ")\n" + COMPOSED.formatted(type, named);
        String places = PLACES.replace("@A ", "@" + type + "(" + attributes.formatted("name") + ") ")
                .replace("@B ", "@" + type + "(" + attributes.formatted("farther") + ") ");
        String outer = "With" + kind;
        return CompiledClass.of(
                outer, "public class " + outer + " {\n" + composed.indent(4) + places.indent(4) + "}\n");
    }

    @TestFactory
    Stream<DynamicTest> everyKindIsFoundInEveryPlace() throws ClassNotFoundException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            for (Class<?> bean : compiled(kind.getKey(), kind.getValue()).getDeclaredClasses()) {
                if (isBean(bean)) {
                    tests.add(DynamicTest.dynamicTest(
                            "@" + kind.getKey() + ", " + bean.getSimpleName(), () -> check(bean, kind.getKey())));
                }
            }
        }
        assertThat(tests).hasSize(6 * 17);
        return tests.stream();
    }

    /** Others carry annotations for them. */
    private static boolean isBean(Class<?> type) {
        String name = type.getSimpleName();
        return name.startsWith("On")
                || name.startsWith("Near")
                || name.startsWith("ComposedA")
                || name.startsWith("ComposedT")
                || name.startsWith("ComposedO");
    }

    private static void check(Class<?> bean, String kind) {
        AnnotatedClasses classes = AnnotatedClasses.all(new Rules(List.of()), UnaryOperator.identity(), true);
        assertThat(classes.of(bean).methods().values()).singleElement().satisfies(method -> {
            assertThat(method.method().getName()).isEqualTo("run");
            assertThat(method.method().isBridge()).isFalse();
            assertThat(method.operations()).singleElement().satisfies(operation -> {
                assertThat(operation.name()).isEqualTo("name");
                assertThat(operation.where()).startsWith("@" + kind + " on " + bean.getSimpleName() + "#run(");
            });
        });
    }
}
