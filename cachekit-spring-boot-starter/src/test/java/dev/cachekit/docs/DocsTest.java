package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.docs.Page.Snippet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say can be compiled, and where they point there is something. */
class DocsTest {

    static Stream<Snippet> snippets() {
        return Page.all().stream().flatMap(page -> page.snippets().stream());
    }

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void javaIsARegionOfTestedSource(Snippet snippet) throws IOException {
        assertThat(snippet.region())
                .as("%s needs <!-- snippet: Class#name --> on the line above", snippet)
                .isNotEmpty();
        assertThat(snippet.code()).isEqualTo(Region.code(snippet.region()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        assertThat(page.links()).allMatch(page::leadsSomewhere);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageOpensWithItsGist(Page page) {
        if (page.isIn("docs")) {
            assertThat(page.text().lines().limit(4)).as(page.toString()).anyMatch(line -> line.startsWith("**TL;DR"));
        }
    }

    @Test
    void indexListsEveryPage() {
        Page index = Page.read("docs/README.md");

        assertThat(Page.all())
                .filteredOn(page -> page.isIn("docs") && !page.file().equals(index.file()))
                .allMatch(index::linksTo);
    }
}
