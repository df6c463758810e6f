package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The start tells of tags that can have no effect. */
@ExtendWith(OutputCaptureExtension.class)
class TagWarningsTest {

    static class ForgottenByTheWriter {
        @CacheAside(cache = "pages", key = "#id", tags = "'all'")
        public String read(long id) {
            return "";
        }

        @WriteThrough(cache = "pages", key = "#id")
        public String write(long id) {
            return "";
        }

        @Invalidate(cache = "pages", tags = "'all'")
        public void removeAll() {}
    }

    static class GivenNowhere {
        @CacheAside(cache = "pages", key = "#id")
        public String read(long id) {
            return "";
        }

        @Invalidate(cache = "pages", tags = "'all'")
        public void removeAll() {}
    }

    static class Complete {
        @CacheAside(cache = "pages", key = "#id", tags = "'all'")
        public String read(long id) {
            return "";
        }

        @WriteThrough(cache = "pages", key = "#id", tags = "'all'")
        public String write(long id) {
            return "";
        }

        @Invalidate(cache = "pages", tags = "'all'")
        public void removeAll() {}

        @CacheAside(cache = "others", key = "#id")
        public String other(long id) {
            return "";
        }

        @Invalidate(cache = "others", key = "#id")
        public void remove(long id) {}
    }

    @Test
    void tagsOnSomeOfTheMethodsThatFillACacheAreWarnedOf(CapturedOutput output) {
        Contexts.run(ForgottenByTheWriter.class, bean -> {});
        assertThat(output)
                .containsOnlyOnce("Cache pages: all that fill a cache should give their values tags, or none, but"
                        + " @CacheAside on ForgottenByTheWriter#read(long) does and"
                        + " @WriteThrough on ForgottenByTheWriter#write(long) does not")
                .doesNotContain("a tag that is invalidated should be given");
    }

    @Test
    void aTagThatIsGivenNowhereIsWarnedOf(CapturedOutput output) {
        Contexts.run(GivenNowhere.class, bean -> {});
        assertThat(output)
                .containsOnlyOnce("Cache pages: a tag that is invalidated should be given, but"
                        + " @Invalidate on GivenNowhere#removeAll() removes by tag");
    }

    @Test
    void tagsThatAreGivenEverywhereAreNot(CapturedOutput output) {
        Contexts.run(Complete.class, bean -> {});
        assertThat(output).doesNotContain("tag");
    }
}
