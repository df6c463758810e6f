package dev.cachekit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Every test of the running application is run with {@code cachekit.enabled=false} as well, by a class of its own that extends it,
 * or says why not. Those that are left out are printed, one a line, in the output of the build.
 */
class LeftOutWithoutCachingTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern STARTS_NODES = Pattern.compile(
            "\\b(TwoNodes|NodePair|AppProcess|ConsoleScene|SpringApplication\\.run|SpringApplicationBuilder)\\b");

    private static final Pattern STARTS_TWO = Pattern.compile("\\b(TwoNodes|NodePair)\\b");

    private final List<Class<?>> tests = testClasses();

    private static List<Class<?>> testClasses() {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(Path.of("dev", "cachekit", "sample")))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .<Class<?>>map(LeftOutWithoutCachingTest::classOf)
                    .filter(type -> !type.isAnnotation() && type != LeftOutWithoutCachingTest.class)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> classOf(Path source) {
        String name = SOURCES.relativize(source).toString().replace(".java", "").replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, LeftOutWithoutCachingTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyTestOfTheRunningApplicationHasATwinWithoutCachesOrSaysWhyNot() {
        assertThat(tests.stream().filter(LeftOutWithoutCachingTest::startsTheApplication))
                .hasSizeGreaterThan(30)
                .filteredOn(type -> !isLeftOut(type) && !isUncached(type) && !hasTwin(type) && !isVariant(type))
                .as(
                        "need a class that extends them with @WithoutCaching, or @NeedsCache or @NeedsTwoNodes with the reason")
                .isEmpty();
    }

    @Test
    void aTwinRunsAllTestsOfTheOther() {
        assertThat(tests.stream().filter(this::isTwin))
                .hasSizeGreaterThan(10)
                .allMatch(twin -> Arrays.stream(twin.getDeclaredMethods()).allMatch(Method::isSynthetic));
    }

    @Test
    void whoIsLeftOutHasNoTwin() {
        assertThat(tests.stream().filter(LeftOutWithoutCachingTest::isLeftOut)).noneMatch(this::hasTwin);
    }

    @Test
    void whoSaysThatItNeedsTwoNodesStartsTwo() {
        assertThat(tests.stream().filter(type -> type.isAnnotationPresent(NeedsTwoNodes.class)))
                .isNotEmpty()
                .allMatch(type -> STARTS_TWO.matcher(source(type)).find());
    }

    @Test
    void whatIsLeftOutIsPrinted() {
        List<Class<?>> uncached =
                tests.stream().filter(LeftOutWithoutCachingTest::isUncached).toList();
        StringBuilder lines = new StringBuilder("With cachekit.enabled=false: ")
                .append(count(uncached))
                .append(" tests of ")
                .append(uncached.size())
                .append(" classes are run. Left out are:\n");
        tests.stream()
                .filter(type -> isLeftOut(type) && !isVariant(type))
                .forEach(type -> lines.append("  ")
                        .append(type.getSimpleName())
                        .append(" (")
                        .append(count(List.of(type)))
                        .append(") ")
                        .append(reason(type))
                        .append('\n'));
        System.out.println(lines);

        assertThat(lines.toString()).contains("TraceTest (", "needs the cache: ", "needs two nodes: ");
    }

    /** In this process, or in others. Who does not is no business of a switch of the application. */
    private static boolean startsTheApplication(Class<?> type) {
        return MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).isPresent(SpringBootTest.class)
                || STARTS_NODES.matcher(source(type)).find();
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftOut(Class<?> type) {
        return type.isAnnotationPresent(NeedsCache.class) || type.isAnnotationPresent(NeedsTwoNodes.class);
    }

    private static boolean isUncached(Class<?> type) {
        return type.isAnnotationPresent(WithoutCaching.class);
    }

    private boolean isTwin(Class<?> type) {
        return isUncached(type) && tests.contains(type.getSuperclass());
    }

    private boolean hasTwin(Class<?> type) {
        return tests.stream().anyMatch(other -> isTwin(other) && other.getSuperclass() == type);
    }

    /** The same tests on another database or another kind of Redis: without caches the first will do. */
    private boolean isVariant(Class<?> type) {
        boolean elsewhere =
                Stream.of(OnPostgreSql.class, OnSentinel.class, OnCluster.class).anyMatch(type::isAnnotationPresent);
        Class<?> base = type.getSuperclass();
        return elsewhere && tests.contains(base) && (isLeftOut(base) || hasTwin(base));
    }

    private static String reason(Class<?> type) {
        NeedsCache cache = type.getAnnotation(NeedsCache.class);
        return cache != null
                ? "needs the cache: " + cache.value()
                : "needs two nodes: " + type.getAnnotation(NeedsTwoNodes.class).value();
    }

    private static long count(List<Class<?>> types) {
        return types.stream()
                .mapToLong(type -> AnnotationSupport.findAnnotatedMethods(
                                type, Testable.class, HierarchyTraversalMode.TOP_DOWN)
                        .size())
                .sum();
    }
}
