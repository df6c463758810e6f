package dev.cachekit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One page of the documentation. */
record Page(Path file, String text) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MARKER = Pattern.compile("<!-- snippet: (\\S+) -->\n\\z");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    /** A block of Java, and the region that its marker names; empty if it has none. */
    record Snippet(Page page, String region, String code) {
        @Override
        public String toString() {
            return page + ": " + (region.isEmpty() ? code.lines().findFirst().orElse("") : region);
        }
    }

    static List<Page> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Page read(String name) {
        return read(ROOT.resolve(name));
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        BLOCK.matcher(text).results().forEach(block -> {
            String region = MARKER.matcher(text.substring(0, block.start()))
                    .results()
                    .map(marker -> marker.group(1))
                    .collect(Collectors.joining());
            snippets.add(new Snippet(this, region, block.group(1)));
        });
        return Collections.unmodifiableList(snippets);
    }

    /** Links to places inside the project. */
    List<String> links() {
        return LINK.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    boolean leadsSomewhere(String link) {
        String path = link.replaceFirst("#.*", "");
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        return Files.exists(target)
                && (anchor.isEmpty() || read(target).anchors().contains(anchor));
    }

    boolean linksTo(Page other) {
        return links().stream()
                .map(link -> file.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                .anyMatch(other.file::equals);
    }

    /** Headings as they appear in addresses. */
    private Set<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(heading -> heading.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{Alnum}_ -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    boolean isIn(String directory) {
        return file.startsWith(ROOT.resolve(directory));
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
