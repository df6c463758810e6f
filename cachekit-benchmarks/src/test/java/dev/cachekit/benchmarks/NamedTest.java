package dev.cachekit.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test as {@code docs/evidence.md} names it: {@code module: fully.qualified.Class#method}.
 *
 * @param module the directory of its module
 * @param className the class, nested ones after a dollar sign
 * @param method the method
 */
record NamedTest(String module, String className, String method) {

    private static final Pattern NAME = Pattern.compile("`([a-z-]+): ([\\w.$]+)#(\\w+)`");

    /** The tests that a row of the table names in its second column. */
    static List<NamedTest> in(String row) {
        String[] columns = row.split("\\|");
        return columns.length < 3
                ? List.of()
                : NAME.matcher(columns[2])
                        .results()
                        .map(name -> new NamedTest(name.group(1), name.group(2), name.group(3)))
                        .toList();
    }

    String simpleName() {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** The file of the outermost class. */
    Path source(Path root) {
        String file = className.replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return root.resolve(module).resolve("src/test/java").resolve(file);
    }

    Path reports(Path root) {
        return root.resolve(module).resolve("target/surefire-reports");
    }

    Path report(Path root) {
        return reports(root).resolve("TEST-" + className + ".xml");
    }

    /** Where the method, or a factory of tests, is declared in a source; negative if it is not. */
    int declarationIn(String source) {
        Matcher declaration = Pattern.compile("\\b(?:void|Stream<Dynamic(?:Test|Container|Node)>) " + method + "\\(")
                .matcher(source);
        return declaration.find() ? declaration.start() : -1;
    }

    /** The types that a source names as supertypes. */
    static List<String> supertypesIn(String source) {
        return Pattern.compile("\\b(?:extends|implements)\\s+([\\w\\s,]+)")
                .matcher(source)
                .results()
                .flatMap(list -> Arrays.stream(list.group(1).split("[\\s,]+")))
                .toList();
    }

    @Override
    public String toString() {
        return module + ": " + className + "#" + method;
    }
}
