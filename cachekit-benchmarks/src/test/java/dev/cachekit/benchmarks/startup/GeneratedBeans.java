package dev.cachekit.benchmarks.startup;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Classes of beans, written and compiled for a measurement. Each has ten annotated methods: five that read through caches of
 * their own, five that remove from them.
 */
final class GeneratedBeans {

    /** Annotated methods of a class. */
    static final int METHODS = 10;

    private static final String PACKAGE = "generated";

    private GeneratedBeans() {}

    /** The name of a class. */
    static String name(int number) {
        return PACKAGE + ".Bean" + number;
    }

    /** Compiles so many classes into a directory, with the class path of this JVM. */
    static void compile(int classes, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
            List<String> options = List.of("-proc:none", "-parameters", "--release", "17");
            List<Source> sources =
                    IntStream.range(0, classes).mapToObj(Source::new).toList();
            if (!compiler.getTask(null, files, null, options, null, sources).call()) {
                throw new IllegalStateException("the generated classes do not compile; the compiler has told why");
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final int number;

        Source(int number) {
            super(URI.create("string:///" + name(number).replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.number = number;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "package " + PACKAGE + ";\nimport dev.cachekit.annotation.*;\npublic class Bean" + number
                    + " {\n  public record Row(long id, String name) {}\n"
                    + IntStream.range(0, METHODS / 2).mapToObj(this::methods).collect(joining())
                    + "}\n";
        }

        private String methods(int method) {
            String cache = "cache = \"rows-" + number + "-" + method + "\", key = \"#id\"";
            return "  @CacheAside(" + cache + ", ttl = \"10m\") public Row read" + method
                    + "(Long id) { return new Row(id, \"row\"); }\n  @Invalidate(" + cache + ") public void changed"
                    + method + "(Long id) {}\n";
        }
    }
}
