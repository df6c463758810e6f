package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {

    private static final String PAGE = """
            By hand.
            <!-- figures Java 17 -->
            old
            <!-- end of figures Java 17 -->
            Also by hand.
            <!-- figures Java 25 -->
            others
            <!-- end of figures Java 25 -->
            """;

    @Test
    void onlyTheNamedPartIsWrittenAnew() {
        assertThat(Page.with(PAGE, "Java 17", "$1 new")).isEqualTo("""
                By hand.
                <!-- figures Java 17 -->

                $1 new

                <!-- end of figures Java 17 -->
                Also by hand.
                <!-- figures Java 25 -->
                others
                <!-- end of figures Java 25 -->
                """);
    }

    @Test
    void writingTwiceIsWritingOnce() {
        String once = Page.with(PAGE, "Java 25", "new");

        assertThat(Page.with(once, "Java 25", "new")).isEqualTo(once);
    }

    @Test
    void figuresAreReadBack() {
        assertThat(Page.figures(Page.with(PAGE, "Java 25", "new"), "Java 25")).isEqualTo("new");
    }

    @Test
    void pageWithoutThePartIsRefused() {
        assertThatThrownBy(() -> Page.with(PAGE, "Java 21", "new")).hasMessageContaining("Java 21");
    }
}
