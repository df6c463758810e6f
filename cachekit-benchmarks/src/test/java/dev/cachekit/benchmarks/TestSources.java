package dev.cachekit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The test sources of all modules, by the simple name of their class. */
final class TestSources {

    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");

    private final Path root;
    private final Map<String, String> bySimpleName = new HashMap<>();

    TestSources(Path root) throws IOException {
        this.root = root;
        for (Path module : modules(root)) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    bySimpleName.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> Files.isDirectory(directory.resolve("src/test/java")))
                    .toList();
        }
    }

    /** What is wrong with a named test; empty if it exists and is enabled. */
    String problemWith(NamedTest test) throws IOException {
        if (!Files.exists(test.source(root))) {
            return "there is no such class";
        }
        String source = Files.readString(test.source(root));
        if (isDisabled(source, source.indexOf("class " + test.simpleName()))) {
            return "its class is disabled";
        }
        String declaring = declaring(test, source, new HashSet<>());
        if (declaring.isEmpty()) {
            return "there is no such method";
        }
        return isDisabled(declaring, test.declarationIn(declaring)) ? "it is disabled" : "";
    }

    /** The source that declares the method: of the class itself or, as with contract kits, of a supertype. */
    private String declaring(NamedTest test, String source, Set<String> seen) {
        if (test.declarationIn(source) >= 0) {
            return source;
        }
        for (String supertype : NamedTest.supertypesIn(source)) {
            if (bySimpleName.containsKey(supertype) && seen.add(supertype)) {
                String found = declaring(test, bySimpleName.get(supertype), seen);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /** Annotations stand between the end of what comes before and the declaration. */
    private static boolean isDisabled(String source, int declaration) {
        String before = source.substring(0, Math.max(0, declaration));
        int start = Math.max(before.lastIndexOf(';'), Math.max(before.lastIndexOf('}'), before.lastIndexOf('{')));
        Matcher disabled = DISABLED.matcher(before.substring(start + 1));
        return disabled.find();
    }
}
